using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>The omnibus statistic and the z of every coefficient of a batch of meta-regressions whose rows of moderators have been rearranged.</summary>
/// <remarks>
/// Lanes are rearrangements. With X the intercept and the moderators, M = X'WX = LL' and c = L⁻¹X'Wy, the coefficients are L⁻ᵀc with covariance M⁻¹;
/// as the intercept comes first, the omnibus statistic is the sum of the other squares of c, and QE = Σwy² − Σc².
/// tau² is (QE − (k − p)) / (Σw − tr M⁻¹X'W²X), the moment estimator of DerSimonian and Laird for regressions: Raudenbush (2009), in The handbook of
/// research synthesis and meta-analysis, 2nd edition, chapter 16.
/// </remarks>
internal sealed unsafe class RegressionKernels : IRegressionStatistics
{
    private const int Size = Batch.Size;

    private readonly KernelPath _path;
    private readonly StudyTable _table;
    private readonly RegressionDesign _design;
    private readonly bool _random;
    private readonly int _p;
    private readonly AlignedBuffer _buffer;
    private readonly double* _x, _m, _n, _b, _inverse, _tauSquared, _yy;

    public RegressionKernels(KernelPath path, StudyTable table, RegressionDesign design, bool random)
    {
        (_path, _table, _design, _random, _p) = (path, table, design, random, design.Moderators + 1);
        long matrix = AlignedBuffer.BytesFor<double>(_p * _p * Size);
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>((long)table.Count * _p * Size) + (3 * matrix) + AlignedBuffer.BytesFor<double>(_p * Size) + (2 * AlignedBuffer.BytesFor<double>(Size)));
        _x = _buffer.Take<double>((long)table.Count * _p * Size);
        _m = _buffer.Take<double>(_p * _p * Size);
        _n = _buffer.Take<double>(_p * _p * Size);
        _inverse = _buffer.Take<double>(_p * _p * Size);
        _b = _buffer.Take<double>(_p * Size);
        _tauSquared = _buffer.Take<double>(Size);
        _yy = _buffer.Take<double>(Size);
        for (int i = 0; i < table.Count; i++)
        {
            new Span<double>(_x + ((long)i * _p * Size), Size).Fill(1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(double* rows, int count, double* statistics)
    {
        int q = _design.Moderators;
        double[] values = _design.Rows;
        for (int i = 0; i < _table.Count; i++)
        {
            for (int lane = 0; lane < Size; lane++)
            {
                int row = (int)rows[(i * Size) + lane] * q;
                for (int j = 0; j < q; j++)
                {
                    _x[((((long)i * _p) + 1 + j) * Size) + lane] = values[row + j];
                }
            }
        }

        switch (_path)
        {
            case KernelPath.Vector512:
                Run<Lanes8>(statistics);
                break;
            case KernelPath.Vector256:
                Run<Lanes4>(statistics);
                break;
            default:
                Run<Lanes1>(statistics);
                break;
        }
    }

    public void Dispose() => _buffer.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<T>(double* statistics)
        where T : unmanaged, ILanes<T>
    {
        for (int lane = 0; lane < Size; lane += T.Width)
        {
            T zero = T.All(0), tau = zero;
            if (_random)
            {
                Sums<T>(lane, zero, squares: true);
                Solve<T>(lane);
                tau = Moments<T>(lane);
            }

            Sums<T>(lane, tau, squares: false);
            Solve<T>(lane);
            T omnibus = zero;
            for (int j = 1; j < _p; j++)
            {
                T c = T.Load(_b + (j * Size) + lane), beta = zero, variance = zero;
                omnibus = T.MultiplyAdd(c, c, omnibus);
                for (int i = j; i < _p; i++)
                {
                    T l = T.Load(_inverse + (((i * _p) + j) * Size) + lane);
                    beta = T.MultiplyAdd(l, T.Load(_b + (i * Size) + lane), beta);
                    variance = T.MultiplyAdd(l, l, variance);
                }

                T.Store(statistics + (j * Size) + lane, beta / T.SquareRoot(variance));
            }

            T.Store(statistics + lane, omnibus);
        }
    }

    /// <summary>M = X'WX, X'Wy and Σwy² at a tau²; with <paramref name="squares"/> also X'W²X.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sums<T>(int lane, T tau, bool squares)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), yy = zero;
        for (int j = 0; j < _p; j++)
        {
            T.Store(_b + (j * Size) + lane, zero);
            for (int m = 0; m <= j; m++)
            {
                T.Store(_m + (((j * _p) + m) * Size) + lane, zero);
                T.Store(_n + (((j * _p) + m) * Size) + lane, zero);
            }
        }

        for (int i = 0; i < _table.Count; i++)
        {
            double* row = _table.Rows + (i * StudyTable.Stride), x = _x + ((long)i * _p * Size) + lane;
            T w = one / (T.All(row[StudyTable.Variance]) + tau), wy = w * T.All(row[StudyTable.Effect]);
            yy = T.MultiplyAdd(wy, T.All(row[StudyTable.Effect]), yy);
            for (int j = 0; j < _p; j++)
            {
                T xj = T.Load(x + (j * Size)), wx = w * xj, wwx = w * wx;
                Add(_b + (j * Size) + lane, wy, xj);
                for (int m = 0; m <= j; m++)
                {
                    T xm = T.Load(x + (m * Size));
                    Add(_m + (((j * _p) + m) * Size) + lane, wx, xm);
                    if (squares)
                    {
                        Add(_n + (((j * _p) + m) * Size) + lane, wwx, xm);
                    }
                }
            }
        }

        T.Store(_yy + lane, yy);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(double* at, T a, T b)
        where T : unmanaged, ILanes<T> => T.Store(at, T.MultiplyAdd(a, b, T.Load(at)));

    /// <summary>Replaces M by its Cholesky factor L, X'Wy by c = L⁻¹X'Wy, and writes L⁻¹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Solve<T>(int lane)
        where T : unmanaged, ILanes<T>
    {
        for (int i = 0; i < _p; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                T sum = T.Load(_m + (((i * _p) + j) * Size) + lane);
                for (int m = 0; m < j; m++)
                {
                    sum = T.NegatedMultiplyAdd(T.Load(_m + (((i * _p) + m) * Size) + lane), T.Load(_m + (((j * _p) + m) * Size) + lane), sum);
                }

                T.Store(_m + (((i * _p) + j) * Size) + lane, i == j ? T.SquareRoot(sum) : sum / T.Load(_m + (((j * _p) + j) * Size) + lane));
            }
        }

        for (int i = 0; i < _p; i++)
        {
            T pivot = T.Load(_m + (((i * _p) + i) * Size) + lane), c = T.Load(_b + (i * Size) + lane);
            for (int j = 0; j < i; j++)
            {
                c = T.NegatedMultiplyAdd(T.Load(_m + (((i * _p) + j) * Size) + lane), T.Load(_b + (j * Size) + lane), c);
                T sum = T.All(0);
                for (int m = j; m < i; m++)
                {
                    sum = T.NegatedMultiplyAdd(T.Load(_m + (((i * _p) + m) * Size) + lane), T.Load(_inverse + (((m * _p) + j) * Size) + lane), sum);
                }

                T.Store(_inverse + (((i * _p) + j) * Size) + lane, sum / pivot);
            }

            T.Store(_b + (i * Size) + lane, c / pivot);
            T.Store(_inverse + (((i * _p) + i) * Size) + lane, T.All(1) / pivot);
        }
    }

    /// <summary>The moment estimate of tau² from the sums at tau² = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Moments<T>(int lane)
        where T : unmanaged, ILanes<T>
    {
        T q = T.Load(_yy + lane), trace = T.All(0), weights = T.All(0);
        for (int i = 0; i < _table.Count; i++)
        {
            weights += T.All(1 / _table.Rows[(i * StudyTable.Stride) + StudyTable.Variance]);
        }

        for (int i = 0; i < _p; i++)
        {
            T c = T.Load(_b + (i * Size) + lane);
            q = T.NegatedMultiplyAdd(c, c, q);
            for (int j = 0; j <= i; j++)
            {
                // An entry of M⁻¹ below the diagonal stands for two of the symmetric matrix.
                T entry = T.All(0);
                for (int m = i; m < _p; m++)
                {
                    entry = T.MultiplyAdd(T.Load(_inverse + (((m * _p) + i) * Size) + lane), T.Load(_inverse + (((m * _p) + j) * Size) + lane), entry);
                }

                trace = T.MultiplyAdd(i == j ? entry : entry + entry, T.Load(_n + (((i * _p) + j) * Size) + lane), trace);
            }
        }

        return T.PositivePart((q - T.All(_table.Count - _p)) / (weights - trace));
    }
}
