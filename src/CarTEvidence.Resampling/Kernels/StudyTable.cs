namespace CarTEvidence.Resampling;

/// <summary>
/// What the kernels need to know of the studies, one cache line a study, padded with studies of no weight to a multiple of four.
/// Effects are centred at the common-effect mean, which takes the cancellation out of the sums of squares.
/// </summary>
internal sealed unsafe class StudyTable : IDisposable
{
    /// <summary>Doubles in a row.</summary>
    public const int Stride = 8;

    // Places in a row.
    public const int Variance = 0, Effect = 1, Weight = 2, WeightSquared = 3, WeightEffect = 4, WeightEffectSquared = 5, EffectSquared = 6, WeightSquaredEffect = 7;

    // Two positive maxima belong to two groups of studies whose variances are apart by orders of magnitude.
    public const double DiverseRatio = 50;

    private readonly AlignedBuffer _buffer;
    private readonly Lazy<LikelihoodGrid> _grid;

    /// <param name="effects">Effects on the scale of the analysis, length k.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    public StudyTable(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances)
    {
        Count = effects.Length;
        PaddedCount = (Count + 3) / 4 * 4;
        _grid = new Lazy<LikelihoodGrid>(() => new LikelihoodGrid(this));
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>(PaddedCount * Stride));
        Rows = _buffer.Take<double>(PaddedCount * Stride);
        fixed (double* y = effects, v = variances)
        {
            Replace(y, v, 1);
        }
    }

    /// <summary>Number of studies, k.</summary>
    public int Count { get; }

    /// <summary>k rounded up to a multiple of four.</summary>
    public int PaddedCount { get; }

    /// <summary>What was taken off every effect.</summary>
    public double Centre { get; private set; }

    /// <summary>Smallest of the variances.</summary>
    public double LeastVariance { get; private set; }

    /// <summary>Largest of the variances.</summary>
    public double MostVariance { get; private set; }

    /// <summary>Whether the variances are so different that a likelihood of tau² can have two maxima above 0.</summary>
    public bool IsDiverse => MostVariance > DiverseRatio * LeastVariance;

    /// <summary>Harmonic mean of the variances, the scale against which changes of tau² are judged.</summary>
    public double TypicalVariance { get; private set; }

    /// <summary>The rows; row <c>i</c> begins at <c>Rows + i * Stride</c>.</summary>
    public double* Rows { get; }

    /// <summary>Where the likelihood of tau² is looked at; made when first asked for.</summary>
    public LikelihoodGrid Grid => _grid.Value;

    /// <summary>Puts other studies, as many, in the place of these.</summary>
    /// <param name="effects">Their effects, <paramref name="stride"/> numbers apart.</param>
    /// <param name="variances">Their sampling variances, likewise.</param>
    /// <param name="stride">Numbers from one study to the next.</param>
    public void Replace(double* effects, double* variances, int stride)
    {
        double sum = 0, weighted = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += 1 / variances[i * stride];
            weighted += effects[i * stride] / variances[i * stride];
        }

        Centre = weighted / sum;
        TypicalVariance = Count / sum;
        (LeastVariance, MostVariance) = (double.PositiveInfinity, 0);
        for (int i = 0; i < Count; i++)
        {
            double v = variances[i * stride];
            (LeastVariance, MostVariance) = (Math.Min(LeastVariance, v), Math.Max(MostVariance, v));
        }

        for (int i = 0; i < PaddedCount; i++)
        {
            double* row = Rows + (i * Stride);
            bool real = i < Count;
            double w = real ? 1 / variances[i * stride] : 0, y = real ? effects[i * stride] - Centre : 0;
            row[Variance] = real ? variances[i * stride] : 1;
            row[Effect] = y;
            row[Weight] = w;
            row[WeightSquared] = w * w;
            row[WeightEffect] = w * y;
            row[WeightEffectSquared] = w * y * y;
            row[EffectSquared] = y * y;
            row[WeightSquaredEffect] = w * w * y;
        }

        if (_grid.IsValueCreated)
        {
            _grid.Value.Fill(this);
        }
    }

    public void Dispose()
    {
        _buffer.Dispose();
        if (_grid.IsValueCreated)
        {
            _grid.Value.Dispose();
        }
    }
}
