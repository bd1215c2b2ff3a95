namespace CarTEvidence.Resampling;

/// <summary>Statistics by a fit of the caller's, one rearrangement after the other.</summary>
/// <remarks>To give studies the rows of others is to put their effects at the rows of others; so the caller's design stays as it is.</remarks>
internal sealed unsafe class FittedStatistics : IRegressionStatistics
{
    private readonly RearrangedFit _fit;
    private readonly int[] _places, _first, _next, _study;
    private readonly double[] _values;

    /// <param name="design">The moderators.</param>
    /// <param name="fit">The fit.</param>
    public FittedStatistics(RegressionDesign design, RearrangedFit fit)
    {
        _fit = fit;
        int distinct = design.Rows.Length / design.Moderators;
        _places = [.. Enumerable.Range(0, design.RowOfStudy.Length).OrderBy(place => design.RowOfStudy[place])];
        _first = [.. Enumerable.Range(0, distinct).Select(row => design.RowOfStudy.Count(own => own < row))];
        (_next, _study, _values) = (new int[distinct], new int[design.RowOfStudy.Length], new double[design.Moderators + 1]);
    }

    public void Run(double* rows, int count, double* statistics)
    {
        for (int lane = 0; lane < count; lane++)
        {
            _first.CopyTo(_next, 0);
            for (int i = 0; i < _study.Length; i++)
            {
                _study[_places[_next[(int)rows[(i * Batch.Size) + lane]]++]] = i;
            }

            _fit(_study, _values);
            for (int j = 0; j < _values.Length; j++)
            {
                statistics[(j * Batch.Size) + lane] = _values[j];
            }
        }
    }

    public void Dispose()
    {
    }
}
