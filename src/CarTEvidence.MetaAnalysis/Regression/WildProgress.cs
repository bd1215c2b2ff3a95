namespace CarTEvidence.MetaAnalysis;

/// <summary>The share of a wild bootstrap that is done, test after test.</summary>
/// <param name="told">Told it.</param>
/// <param name="expected">Tests that there will be, about; more of them wait just below the end.</param>
internal sealed class WildProgress(IProgress<double>? told, int expected) : IProgress<double>
{
    private const double Last = 0.99;

    private int _done;

    /// <summary>The share of the present test.</summary>
    public void Report(double value) => told?.Report(Math.Min(Last, (_done + value) / expected));

    /// <summary>The present test is done.</summary>
    public void Next() => _done++;
}
