namespace CarTEvidence.MetaAnalysis;

/// <summary>The choices that a specification curve goes through. Combinations that a model does not know are not specifications and are passed over.</summary>
public sealed record SpecificationOptions
{
    private readonly double _level = 0.95;

    /// <summary>The defaults.</summary>
    public static SpecificationOptions Default { get; } = new();

    /// <summary>Scales of the analysis; likelihood models know the logit alone. Default: all of proportions.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [Measure.Logit, Measure.Raw, Measure.Log, Measure.Arcsine, Measure.FreemanTukey];

    /// <summary>Models. Default: all of proportions.</summary>
    public IReadOnlyList<ProportionModel> Models { get; init; } = Enum.GetValues<ProportionModel>();

    /// <summary>Estimators of tau² of the inverse-variance random effects. Default: REML, DerSimonian–Laird, Paule–Mandel.</summary>
    public IReadOnlyList<TauSquaredEstimator> TauSquared { get; init; } = [TauSquaredEstimator.Reml, TauSquaredEstimator.DerSimonianLaird, TauSquaredEstimator.PauleMandel];

    /// <summary>
    /// Intervals. Default: Wald, HKSJ, ad hoc HKSJ, profile likelihood, equal-tailed. The common-effect model takes Wald alone, likelihood models profile likelihood, Wald and t,
    /// the Bayesian model equal-tailed alone; profile likelihood of inverse-variance random effects is maximum likelihood, Kenward–Roger REML, whatever <see cref="TauSquared"/> lists.
    /// </summary>
    public IReadOnlyList<IntervalMethod> Intervals { get; init; } =
        [IntervalMethod.Wald, IntervalMethod.Hksj, IntervalMethod.HksjAdHoc, IntervalMethod.ProfileLikelihood, IntervalMethod.EqualTailed];

    /// <summary>What is estimated. Default: both.</summary>
    public IReadOnlyList<PooledQuantity> Quantities { get; init; } = [PooledQuantity.Typical, PooledQuantity.Average];

    /// <summary>Priors of the Bayesian model.</summary>
    public BinomialNormalPriors Priors { get; init; } = BinomialNormalPriors.Default;

    /// <summary>Correction of zero cells; <c>null</c> (the default) takes the measure's own default.</summary>
    public ZeroCorrection? ZeroCorrection { get; init; }

    /// <summary>Nominal coverage of all intervals, strictly between 0 and 1. Default: 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    public double Level
    {
        get => _level;
        init => _level = NominalLevel.Check(value, nameof(value));
    }

    /// <summary>Threads to use. Default: as many as the machine has processors. The numbers do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
