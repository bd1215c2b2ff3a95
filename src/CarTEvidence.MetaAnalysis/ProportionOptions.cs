namespace CarTEvidence.MetaAnalysis;

/// <summary>How proportions of single arms are pooled.</summary>
public sealed record ProportionOptions : PoolingOptions
{
    /// <summary>The defaults: binomial-normal maximum likelihood with profile-likelihood intervals.</summary>
    public static ProportionOptions Default { get; } = new();

    /// <summary>Scale of the analysis. Default: logit; the likelihood models know no other.</summary>
    public Measure Measure { get; init; } = Measure.Logit;

    /// <summary>How a zero correction enters raw and log proportions. Default: as escalc.</summary>
    public ProportionConvention Convention { get; init; } = ProportionConvention.Escalc;

    /// <summary>Model. Default: binomial-normal.</summary>
    public ProportionModel Model { get; init; } = ProportionModel.BinomialNormal;

    /// <summary>How each study's own interval is made. Default: Clopper–Pearson.</summary>
    public StudyIntervalMethod StudyInterval { get; init; } = StudyIntervalMethod.ClopperPearson;

    /// <summary>Priors of the Bayesian model. Default: Beta(½, ½) on the typical proportion, half-normal(1) on tau.</summary>
    public BinomialNormalPriors Priors { get; init; } = BinomialNormalPriors.Default;

    /// <summary>Thresholds c, between 0 and 1, for which the Bayesian model gives P(typical proportion &gt; c). Default: one half.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [0.5];

    /// <summary>Patients n of a new study for which the Bayesian and the beta-binomial model predict the number of events; <c>null</c> (the default) for none. Takes time in proportion to n.</summary>
    public int? PredictivePatients { get; init; }
}
