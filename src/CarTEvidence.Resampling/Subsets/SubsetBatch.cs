using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Pooled estimates of sixteen subsets given as masks: any subsets of any number of studies, by any estimator.</summary>
internal sealed unsafe class SubsetBatch : IDisposable
{
    private const int Size = Batch.Size;

    private readonly KernelPath _path;
    private readonly PooledEstimator _estimator;
    private readonly StudyTable _table;
    private readonly AlignedBuffer _buffer;
    private readonly BatchFit _fit;
    private readonly double* _members, _typical, _fromQ;
    private readonly int[] _alone = new int[Size];

    public SubsetBatch(KernelPath path, PooledEstimator estimator, StudyTable table)
    {
        (_path, _estimator, _table) = (path, estimator, table);
        _buffer = new AlignedBuffer(AlignedBuffer.BytesFor<double>((long)table.PaddedCount * Size) + (3 * AlignedBuffer.BytesFor<double>(Size)) + BatchFit.Bytes);
        Holds = _buffer.Take<double>((long)table.PaddedCount * Size);
        _members = _buffer.Take<double>(Size);
        _typical = _buffer.Take<double>(Size);
        _fromQ = _buffer.Take<double>(Size);
        _fit = new BatchFit(_buffer);
    }

    /// <summary>1 where a subset holds a study, else 0: study <c>i</c>, lane <c>l</c> at <c>Holds[i * Batch.Size + l]</c>.</summary>
    public double* Holds { get; }

    /// <summary>Fits the subsets of <see cref="Holds"/>; all is 0 for an empty one.</summary>
    /// <param name="mean">Sixteen pooled means.</param>
    /// <param name="inconsistency">Sixteen values of I², as fractions: from Q for common effect and moments, from tau² for likelihoods, as metafor has them.</param>
    /// <param name="tauSquared">Sixteen estimates of tau²; 0 for a single study.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(double* mean, double* inconsistency, double* tauSquared)
    {
        switch (_path)
        {
            case KernelPath.Vector512:
                Run<Lanes8>();
                break;
            case KernelPath.Vector256:
                Run<Lanes4>();
                break;
            default:
                Run<Lanes1>();
                break;
        }

        bool likelihood = _estimator is PooledEstimator.Reml or PooledEstimator.MaximumLikelihood;
        for (int lane = 0; lane < Size; lane++)
        {
            bool several = _members[lane] >= 2;
            double tau = several ? _fit.TauSquared[lane] : 0;
            tauSquared[lane] = tau;
            mean[lane] = several ? _fit.Mean[lane] : _alone[lane] < 0 ? 0 : _table.Rows[(_alone[lane] * StudyTable.Stride) + StudyTable.Effect] + _table.Centre;
            inconsistency[lane] = !several ? 0 : likelihood ? tau / (tau + _typical[lane]) : _fromQ[lane];
        }
    }

    public void Dispose() => _buffer.Dispose();

    private void Run<T>()
        where T : unmanaged, ILanes<T>
    {
        Moments<T>();
        SetAside();
        if (_estimator is PooledEstimator.CommonEffect or PooledEstimator.DerSimonianLaird)
        {
            PooledKernels.Mean<T>(Holds, _table.Rows, _table.PaddedCount, _table.Centre, _fit.TauSquared, _fit.Mean, _fit.Precision);
        }
        else
        {
            PooledKernels.Fit(_path, _estimator, _table, Holds, _fit);
        }

        PutBack();
    }

    /// <remarks>
    /// With S1 = Σw, S2 = Σw² and m members, a typical sampling variance is (m − 1) S1/(S1² − S2): Higgins and Thompson (2002), doi:10.1002/sim.1186.
    /// With tau² by DerSimonian and Laird, I² from it is I² from Q.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Moments<T>()
        where T : unmanaged, ILanes<T>
    {
        double* end = _table.Rows + (_table.PaddedCount * StudyTable.Stride);
        for (int lane = 0; lane < Size; lane += T.Width)
        {
            T zero = T.All(0), members = zero, s1 = zero, s2 = zero, sy = zero, syy = zero;
            double* c = Holds + lane;
            for (double* row = _table.Rows; row < end; row += StudyTable.Stride, c += Size)
            {
                T count = T.Load(c);
                members += count;
                s1 = T.MultiplyAllAdd(count, row + StudyTable.Weight, s1);
                s2 = T.MultiplyAllAdd(count, row + StudyTable.WeightSquared, s2);
                sy = T.MultiplyAllAdd(count, row + StudyTable.WeightEffect, sy);
                syy = T.MultiplyAllAdd(count, row + StudyTable.WeightEffectSquared, syy);
            }

            T degrees = members - T.All(1), scaledQ = T.NegatedMultiplyAdd(sy, sy, s1 * syy), excess = T.NegatedMultiplyAdd(s1, degrees, scaledQ);
            T heterogeneous = T.And(T.LessThan(zero, excess), T.LessThan(zero, degrees)), spread = T.MultiplySubtract(s1, s1, s2);
            T.Store(_members + lane, members);
            T.Store(_typical + lane, degrees * s1 / spread);
            T.Store(_fromQ + lane, T.Select(heterogeneous, excess / scaledQ, zero));
            T.Store(_fit.TauSquared + lane, _estimator == PooledEstimator.DerSimonianLaird ? T.Select(heterogeneous, excess / spread, zero) : zero);
        }
    }

    /// <summary>A likelihood of tau² needs two studies: lanes with fewer are fitted to all studies instead, and remember what they held.</summary>
    private void SetAside()
    {
        for (int lane = 0; lane < Size; lane++)
        {
            _alone[lane] = -1;
            if (_members[lane] >= 2)
            {
                continue;
            }

            for (int i = 0; i < _table.Count; i++)
            {
                if (Holds[(i * Size) + lane] != 0)
                {
                    _alone[lane] = i;
                }

                Holds[(i * Size) + lane] = 1;
            }
        }
    }

    private void PutBack()
    {
        for (int lane = 0; lane < Size; lane++)
        {
            if (_members[lane] >= 2)
            {
                continue;
            }

            for (int i = 0; i < _table.Count; i++)
            {
                Holds[(i * Size) + lane] = i == _alone[lane] ? 1 : 0;
            }
        }
    }
}
