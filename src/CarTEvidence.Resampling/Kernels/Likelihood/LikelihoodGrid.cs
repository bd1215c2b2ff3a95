namespace CarTEvidence.Resampling;

/// <summary>Values of tau² at which the score of a resampled data set is looked at, with the weights 1/(v + tau²) of every study at each of them.</summary>
/// <remarks>
/// The grid is geometric in x = tau² + min v and goes from tau² = 0 to a bound of every maximum of every sample. With S the sum of squares about the plain
/// mean, y'PPy ≤ S/x², tr P ≥ (k − 1)/(tau² + max v) and ΣW ≥ k/(tau² + max v): so the score is negative once x² &gt; s (tau² + max v), s = S/(k − 1),
/// that is beyond the positive root of x² − sx − s(max v − min v). A sample of effects in an interval of length R has S ≤ nR²/4, so s ≤ R²/2 whatever the size n of the sample.
/// </remarks>
internal sealed unsafe class LikelihoodGrid : IDisposable
{
    /// <summary>Number of values.</summary>
    public const int Size = Batch.Size;

    private readonly AlignedBuffer _buffer;

    public LikelihoodGrid(StudyTable table)
    {
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>(Size) + AlignedBuffer.BytesFor<double>((long)table.PaddedCount * Size));
        Points = _buffer.Take<double>(Size);
        Weights = _buffer.Take<double>((long)table.PaddedCount * Size);
        Fill(table);
    }

    /// <summary>The values, from 0 up.</summary>
    public double* Points { get; }

    /// <summary>The weight of study <c>i</c> at value <c>j</c>, at <c>Weights[i * Size + j]</c>.</summary>
    public double* Weights { get; }

    /// <summary>Lays the grid for the studies that the table holds now.</summary>
    public void Fill(StudyTable table)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int i = 0; i < table.Count; i++)
        {
            double y = table.Rows[(i * StudyTable.Stride) + StudyTable.Effect];
            (low, high) = (Math.Min(low, y), Math.Max(high, y));
        }

        double spread = (high - low) * (high - low) / 2, least = table.LeastVariance;
        double bound = 0.5 * (spread + Math.Sqrt((spread * spread) + (4 * spread * (table.MostVariance - least))));
        double ratio = Math.Max(1.001 * bound / least, 1 + 1e-6);

        for (int j = 1; j < Size; j++)
        {
            Points[j] = least * (Math.Pow(ratio, j / (Size - 1.0)) - 1);
        }

        for (int i = 0; i < table.PaddedCount; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                Weights[(i * Size) + j] = 1 / (table.Rows[(i * StudyTable.Stride) + StudyTable.Variance] + Points[j]);
            }
        }
    }

    public void Dispose() => _buffer.Dispose();
}
