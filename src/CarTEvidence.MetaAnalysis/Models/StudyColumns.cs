namespace CarTEvidence.MetaAnalysis;

/// <summary>What inverse-variance pooling needs of any kind of data.</summary>
internal sealed record StudyColumns
{
    /// <summary>Effect measure.</summary>
    public required Measure Measure { get; init; }

    /// <summary>Labels, length k.</summary>
    public required IReadOnlyList<string> Study { get; init; }

    /// <summary>Effects and variances, length k.</summary>
    public required EffectSizeColumns Effects { get; init; }

    /// <summary>Patients or person-time, for the measures whose way back depends on it; length k or empty.</summary>
    public double[] Size { get; init; } = [];

    /// <summary>One study's own estimate on the natural scale; <c>null</c> where it has none.</summary>
    public required Func<int, double?> OwnValue { get; init; }

    /// <summary>The interval of one study's own estimate, made when it is asked for.</summary>
    public required Func<int, Interval?> OwnInterval { get; init; }

    /// <summary>Events, where the data are counts of one arm; length k or empty.</summary>
    public long[] Events { get; init; } = [];

    /// <summary>Evaluable patients, where the data are counts of one arm; length k or empty.</summary>
    public long[] Total { get; init; } = [];

    /// <summary>Whether a study has an effect and a variance that can be weighted.</summary>
    public bool IsUsable(int study) => EffectSizeColumns.IsEffect(Effects.Effect[study]) && EffectSizeColumns.IsVariance(Effects.Variance[study]);

    /// <summary>Columns whose own estimates are the back-transformed effects with normal intervals: for kinds of data without exact ones.</summary>
    public static StudyColumns FromEffects(Measure measure, IReadOnlyList<string> study, EffectSizeColumns effects, double level)
    {
        var z = Numerics.NormalDistribution.UpperQuantile(0.5 * (1 - level));
        return new StudyColumns
        {
            Measure = measure,
            Study = study,
            Effects = effects,
            OwnValue = i => double.IsFinite(effects.Effect[i]) ? measure.ToNatural(effects.Effect[i]) : null,
            OwnInterval = i => double.IsFinite(effects.Effect[i]) && effects.Variance[i] is >= 0 and < double.PositiveInfinity
                ? new Interval(
                    measure.ToNatural(effects.Effect[i] - z * Math.Sqrt(effects.Variance[i])),
                    measure.ToNatural(effects.Effect[i] + z * Math.Sqrt(effects.Variance[i])),
                    level)
                : null,
        };
    }

    /// <summary>Some of the studies.</summary>
    public StudyColumns Select(IReadOnlyList<int> studies) => this with
    {
        Study = [.. studies.Select(i => Study[i])],
        Effects = new EffectSizeColumns([.. studies.Select(i => Effects.Effect[i])], [.. studies.Select(i => Effects.Variance[i])]),
        Size = Pick(Size, studies),
        Events = Pick(Events, studies),
        Total = Pick(Total, studies),
        OwnValue = i => OwnValue(studies[i]),
        OwnInterval = i => OwnInterval(studies[i]),
    };

    private static T[] Pick<T>(T[] column, IReadOnlyList<int> studies) => column.Length == 0 ? [] : [.. studies.Select(i => column[i])];
}
