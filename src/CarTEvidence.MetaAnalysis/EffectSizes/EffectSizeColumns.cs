namespace CarTEvidence.MetaAnalysis;

/// <summary>Effect sizes and variances of all studies as columns of length k; not a number where a study defines none.</summary>
internal sealed record EffectSizeColumns(double[] Effect, double[] Variance)
{
    // Weighted sums hold products such as w³ (y − b)²: beyond these bounds they leave the range of doubles.
    private const double Largest = 1e110;

    /// <summary>Whether a number can be pooled as an effect.</summary>
    public static bool IsEffect(double effect) => Math.Abs(effect) <= Largest;

    /// <summary>Whether a number can be weighted as a variance.</summary>
    public static bool IsVariance(double variance) => variance is >= 1 / Largest and <= Largest;

    /// <summary>As entries with labels.</summary>
    public IReadOnlyList<EffectSize> WithLabels(IReadOnlyList<string> study)
    {
        var entries = new EffectSize[Effect.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new EffectSize(study[i], double.IsFinite(Effect[i]) ? Effect[i] : null, double.IsFinite(Variance[i]) ? Variance[i] : null);
        }

        return entries;
    }
}
