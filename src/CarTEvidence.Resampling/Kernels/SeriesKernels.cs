using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>One data set of any size, its studies side by side in the lanes: O(k) time and memory.</summary>
/// <remarks>
/// Every sum is kept in sixteen partial sums, study i in number i mod 16, which are added in a fixed tree: so all widths of vectors give the same bits.
/// </remarks>
internal sealed unsafe class SeriesKernels : IDisposable
{
    /// <summary>Partial sums of each sum.</summary>
    private const int Partials = Batch.Size;

    /// <summary>Studies that share divisions: four to each partial sum.</summary>
    private const int Step = 4 * Partials;

    // Places of the sums Aⱼ = Σwʲ, Bⱼ = Σwʲy, Cⱼ = Σwʲy² in the array of sums.
    private const int A1 = 0, A2 = 1, A3 = 2, B1 = 3, B2 = 4, B3 = 5, C1 = 6, C2 = 7, C3 = 8, SumCount = 9;

    private const int MostSteps = 100;
    private const double StepTolerance = 1e-10;

    private readonly KernelPath _path;
    private readonly int _count, _padded;
    private readonly double _centre, _typicalVariance;
    private readonly AlignedBuffer _buffer;
    private readonly double* _effects, _variances, _partials;

    public SeriesKernels(KernelPath path, ReadOnlySpan<double> effects, ReadOnlySpan<double> variances)
    {
        (_path, _count, _padded) = (path, effects.Length, (effects.Length + Step - 1) / Step * Step);
        _buffer = new AlignedBuffer((2 * AlignedBuffer.BytesFor<double>(_padded)) + AlignedBuffer.BytesFor<double>(SumCount * Partials));
        _effects = _buffer.Take<double>(_padded);
        _variances = _buffer.Take<double>(_padded);
        _partials = _buffer.Take<double>(SumCount * Partials);
        double sum = 0, precision = 0;
        for (int i = 0; i < _count; i++)
        {
            sum += effects[i] / variances[i];
            precision += 1 / variances[i];
        }

        (_centre, _typicalVariance) = (sum / precision, _count / precision);
        for (int i = 0; i < _count; i++)
        {
            (_effects[i], _variances[i]) = (effects[i] - _centre, variances[i]);
        }
        // What fills up the last step has no weight: an infinite variance.
        for (int i = _count; i < _padded; i++)
        {
            _variances[i] = double.PositiveInfinity;
        }
    }

    /// <summary>The fit by (restricted) maximum likelihood; <paramref name="doubtful"/> tells that there may be a higher maximum elsewhere, or that none was found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PooledFit Likelihood(bool restricted, out bool doubtful)
    {
        double* sums = stackalloc double[SumCount];
        Sum(0, sums);
        double scoreAtZero = Score(sums, restricted);
        double tau = Math.Max(0, (sums[C1] - (sums[B1] * sums[B1] / sums[A1]) - (_count - 1)) / (sums[A1] - (sums[A2] / sums[A1])));
        for (int step = 0; step < MostSteps; step++)
        {
            if (step > 0 || tau > 0)
            {
                Sum(tau, sums);
            }

            bool curved = restricted ? Newton<RestrictedLikelihood>(tau, sums, out double next, out double change, out double mean) : Newton<FullLikelihood>(tau, sums, out next, out change, out mean);
            tau = next;
            if (Math.Abs(change) > StepTolerance * (tau + _typicalVariance))
            {
                continue;
            }

            // The last change is too small to sum again: mean, precision and Q follow it to first order.
            doubtful = !curved || (scoreAtZero < 0 && tau > 0);
            double precision = sums[A1] - (sums[A2] * change), m = sums[B1] / sums[A1];
            double q = sums[C1] - (m * sums[B1]) - ((sums[C2] - (2 * m * sums[B2]) + (m * m * sums[A2])) * change);
            return new PooledFit(mean + _centre, tau, 1 / Math.Sqrt(precision), Math.Sqrt(Math.Max(0, q) / (_count - 1) / precision));
        }

        doubtful = true;
        return default;
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>A step, from the sums; returns whether it was Newton's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Newton<TLikelihood>(double tau, double* sums, out double next, out double change, out double mean)
        where TLikelihood : struct, ILikelihood
    {
        Lanes1 curved = NewtonStep.Take<Lanes1, TLikelihood>(
            Lanes1.All(tau), At(A1), At(A2), At(A3), At(B1), At(B2), At(B3), At(C2), At(C3), out Lanes1 to, out Lanes1 by, out Lanes1 m);
        double toValue, byValue, meanValue;
        Lanes1.Store(&toValue, to);
        Lanes1.Store(&byValue, by);
        Lanes1.Store(&meanValue, m);
        (next, change, mean) = (toValue, byValue, meanValue);
        return Lanes1.Bits(curved) != 0;

        Lanes1 At(int sum) => Lanes1.All(sums[sum]);
    }

    /// <summary>Twice the derivative of the log-likelihood, from the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Score(double* sums, bool restricted)
    {
        double m = sums[B1] / sums[A1], ypp = sums[C2] - (2 * m * sums[B2]) + (m * m * sums[A2]);
        return restricted ? ypp - (sums[A1] - (sums[A2] / sums[A1])) : ypp - sums[A1];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(double tau, double* sums)
    {
        if (_path == KernelPath.Vector512)
        {
            Sum<Lanes8>(tau);
        }
        else if (_path == KernelPath.Vector256)
        {
            Sum<Lanes4>(tau);
        }
        else
        {
            Sum<Lanes1>(tau);
        }

        for (int sum = 0; sum < SumCount; sum++)
        {
            sums[sum] = Batch.Sum(_partials + (sum * Partials));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<T>(double tauSquared)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), tau = T.All(tauSquared);
        int whole = _count / Step * Step;
        for (int lane = 0; lane < Partials; lane += T.Width)
        {
            T a1 = zero, a2 = zero, a3 = zero, b1 = zero, b2 = zero, b3 = zero, c1 = zero, c2 = zero, c3 = zero;
            double* y = _effects + lane, v = _variances + lane;
            for (int i = 0; i < whole; i += Step, y += Step, v += Step)
            {
                T d0 = T.Load(v) + tau, d1 = T.Load(v + Partials) + tau, d2 = T.Load(v + (2 * Partials)) + tau, d3 = T.Load(v + (3 * Partials)) + tau;
                T p = d0 * d1, q = d2 * d3, r = one / (p * q), rq = r * q, rp = r * p;
                Add(rq * d1, T.Load(y), ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c1, ref c2, ref c3);
                Add(rq * d0, T.Load(y + Partials), ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c1, ref c2, ref c3);
                Add(rp * d3, T.Load(y + (2 * Partials)), ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c1, ref c2, ref c3);
                Add(rp * d2, T.Load(y + (3 * Partials)), ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c1, ref c2, ref c3);
            }

            for (int i = whole; i < _count; i += Partials, y += Partials, v += Partials)
            {
                Add(one / (T.Load(v) + tau), T.Load(y), ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref c1, ref c2, ref c3);
            }

            double* partial = _partials + lane;
            T.Store(partial + (A1 * Partials), a1);
            T.Store(partial + (A2 * Partials), a2);
            T.Store(partial + (A3 * Partials), a3);
            T.Store(partial + (B1 * Partials), b1);
            T.Store(partial + (B2 * Partials), b2);
            T.Store(partial + (B3 * Partials), b3);
            T.Store(partial + (C1 * Partials), c1);
            T.Store(partial + (C2 * Partials), c2);
            T.Store(partial + (C3 * Partials), c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T w, T y, ref T a1, ref T a2, ref T a3, ref T b1, ref T b2, ref T b3, ref T c1, ref T c2, ref T c3)
        where T : unmanaged, ILanes<T>
    {
        T w2 = w * w, w3 = w2 * w, wy = w * y, w2y = w2 * y, w3y = w3 * y;
        a1 += w;
        a2 += w2;
        a3 += w3;
        b1 += wy;
        b2 += w2y;
        b3 += w3y;
        c1 = T.MultiplyAdd(wy, y, c1);
        c2 = T.MultiplyAdd(w2y, y, c2);
        c3 = T.MultiplyAdd(w3y, y, c3);
    }
}
