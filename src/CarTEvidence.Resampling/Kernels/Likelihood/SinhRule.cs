namespace CarTEvidence.Resampling;

/// <summary>The trapezoidal rule under the substitution d = b sinh t: the distances sinh t of its points from the centre and log cosh t, on one side.</summary>
/// <remarks>
/// Its error falls exponentially in 1/step for functions analytic in a strip: Trefethen and Weideman (2014), doi:10.1137/130932132. The points lie evenly
/// where the integrand is narrow and ever wider apart over a normal tail, so one table serves every study and every tau.
/// </remarks>
internal sealed unsafe class SinhRule : IDisposable
{
    /// <summary>Points on each side of the centre, enough for tau = <see cref="BinomialNormalBatch.LargestTau"/>.</summary>
    public const int Points = 56;

    /// <summary>Step in t; half of it changes the log-likelihood of a study by less than 1e-9.</summary>
    public const double Step = 0.15;

    private readonly AlignedBuffer _buffer = new(2 * AlignedBuffer.BytesFor<double>(Points));

    public SinhRule()
    {
        Distances = _buffer.Take<double>(Points);
        LogWeights = _buffer.Take<double>(Points);
        for (int j = 0; j < Points; j++)
        {
            Lanes1 grown = LaneMath.Exp(Lanes1.All((j + 1) * Step)), fallen = Lanes1.All(1) / grown, half = Lanes1.All(0.5);
            Lanes1.Store(Distances + j, half * (grown - fallen));
            Lanes1.Store(LogWeights + j, LaneMath.Log(half * (grown + fallen)));
        }
    }

    /// <summary>sinh t, point by point outwards.</summary>
    public double* Distances { get; }

    /// <summary>log cosh t.</summary>
    public double* LogWeights { get; }

    public void Dispose() => _buffer.Dispose();
}
