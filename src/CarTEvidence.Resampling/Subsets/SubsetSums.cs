namespace CarTEvidence.Resampling;

/// <summary>What the subsets of a block add up to: their number, means (less the lowest effect), I² (as fractions) and tau², over all and by study over those that hold it.</summary>
internal readonly struct SubsetSums(double[] values, int studies)
{
    private const int Whole = 6, ByStudy = 4;

    /// <summary>Sums that are all 0.</summary>
    public static SubsetSums Empty(int studies) => new(new double[Whole + (ByStudy * studies)], studies);

    /// <summary>The sums, to be kept or written.</summary>
    public double[] Values => values;

    public ref double Count => ref values[0];

    public ref double Mean => ref values[1];

    public ref double MeanSquared => ref values[2];

    public ref double Inconsistency => ref values[3];

    public ref double InconsistencySquared => ref values[4];

    public ref double TauSquared => ref values[5];

    public Span<double> CountWith => values.AsSpan(Whole, studies);

    public Span<double> MeanWith => values.AsSpan(Whole + studies, studies);

    public Span<double> InconsistencyWith => values.AsSpan(Whole + (2 * studies), studies);

    public Span<double> TauSquaredWith => values.AsSpan(Whole + (3 * studies), studies);

    /// <summary>Adds the subsets of another block.</summary>
    public void Add(SubsetSums other)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += other.Values[i];
        }
    }

    /// <summary>Adds a set of subsets of which only the sums are known to those of a study that they all hold.</summary>
    public void AddWith(int study, double count, double mean, double inconsistency, double tauSquared)
    {
        CountWith[study] += count;
        MeanWith[study] += mean;
        InconsistencyWith[study] += inconsistency;
        TauSquaredWith[study] += tauSquared;
    }
}
