using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Data sets made of the studies of one table, each with a multiplicity.</summary>
/// <param name="table">The studies.</param>
/// <param name="counts">How often each was drawn, study by study, <see cref="Batch.Size"/> lanes each.</param>
/// <param name="drawn">Sum of the multiplicities of each lane.</param>
internal readonly unsafe struct CountedStudies(StudyTable table, double* counts, double* drawn) : IBatchStudies
{
    private readonly double* _rows = table.Rows, _counts = counts;

    public int Count { get; } = table.Count;

    public double Centre { get; } = table.Centre;

    public double* Drawn { get; } = drawn;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Multiplicity<T>(int study, int lane)
        where T : unmanaged, ILanes<T> => T.Load(_counts + (study * Batch.Size) + lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Variance<T>(int study, int lane)
        where T : unmanaged, ILanes<T> => T.All(_rows[(study * StudyTable.Stride) + StudyTable.Variance]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Effect<T>(int study, int lane)
        where T : unmanaged, ILanes<T> => T.All(_rows[(study * StudyTable.Stride) + StudyTable.Effect]);

    public void Settle<TLikelihood>(KernelPath path, int lane, ref double tauSquared)
        where TLikelihood : struct, ILikelihood
    {
        double mean = 0, precision = 0;
        LikelihoodMaximum.Settle<TLikelihood>(path, table, _counts + lane, ref tauSquared, ref mean, ref precision);
    }
}
