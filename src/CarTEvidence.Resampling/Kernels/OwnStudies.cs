using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>Data sets whose effects and variances differ from lane to lane: study <c>i</c> of lane <c>l</c> at <c>i * Batch.Size + l</c>.</summary>
internal sealed unsafe class OwnStudies : IDisposable
{
    private readonly AlignedBuffer _buffer;
    private readonly StudyTable _table;
    private readonly double* _ones;

    /// <param name="count">Number of studies, k.</param>
    /// <param name="centre">What is taken off every effect.</param>
    public OwnStudies(int count, double centre)
    {
        (Count, Centre) = (count, centre);
        double[] blank = new double[count], unit = new double[count];
        Array.Fill(unit, 1);
        _table = new StudyTable(blank, unit);
        long cells = (long)count * Batch.Size, padded = (long)_table.PaddedCount * Batch.Size;
        _buffer = new AlignedBuffer((2 * AlignedBuffer.BytesFor<double>(cells)) + AlignedBuffer.BytesFor<double>(padded) + AlignedBuffer.BytesFor<double>(Batch.Size));
        Effects = _buffer.Take<double>(cells);
        Variances = _buffer.Take<double>(cells);
        _ones = _buffer.Take<double>(padded);
        Drawn = _buffer.Take<double>(Batch.Size);
        new Span<double>(Variances, (int)cells).Fill(1);
        new Span<double>(_ones, (int)cells).Fill(1);
        new Span<double>(Drawn, Batch.Size).Fill(count);
    }

    /// <summary>Number of studies, k.</summary>
    public int Count { get; }

    /// <summary>What was taken off every effect.</summary>
    public double Centre { get; }

    /// <summary>The effects, less the centre.</summary>
    public double* Effects { get; }

    /// <summary>The sampling variances; 1 until they are set.</summary>
    public double* Variances { get; }

    /// <summary>k in every lane.</summary>
    public double* Drawn { get; }

    /// <summary>These studies as the estimates read them.</summary>
    public Rows All => new(this);

    /// <summary>Gives every lane the same sampling variances.</summary>
    public void SetVariances(ReadOnlySpan<double> variances)
    {
        for (int i = 0; i < Count; i++)
        {
            new Span<double>(Variances + (i * Batch.Size), Batch.Size).Fill(variances[i]);
        }
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _table.Dispose();
    }

    /// <summary>The form in which the estimates read the studies: a value, so that generic code over it is inlined.</summary>
    internal readonly struct Rows(OwnStudies studies) : IBatchStudies
    {
        private readonly double* _effects = studies.Effects, _variances = studies.Variances;

        public int Count { get; } = studies.Count;

        public double Centre { get; } = studies.Centre;

        public double* Drawn { get; } = studies.Drawn;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Multiplicity<T>(int study, int lane)
            where T : unmanaged, ILanes<T> => T.All(1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Variance<T>(int study, int lane)
            where T : unmanaged, ILanes<T> => T.Load(_variances + (study * Batch.Size) + lane);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Effect<T>(int study, int lane)
            where T : unmanaged, ILanes<T> => T.Load(_effects + (study * Batch.Size) + lane);

        public void Settle<TLikelihood>(KernelPath path, int lane, ref double tauSquared)
            where TLikelihood : struct, ILikelihood
        {
            double mean = 0, precision = 0;
            studies._table.Replace(_effects + lane, _variances + lane, Batch.Size);
            LikelihoodMaximum.Settle<TLikelihood>(path, studies._table, studies._ones + lane, ref tauSquared, ref mean, ref precision);
        }
    }
}
