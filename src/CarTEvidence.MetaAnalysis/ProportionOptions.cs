namespace CarTEvidence.MetaAnalysis;

/// <summary>How proportions of single arms are pooled.</summary>
public sealed record ProportionOptions : PoolingOptions
{
    /// <summary>The defaults: binomial-normal maximum likelihood with profile-likelihood intervals.</summary>
    public static ProportionOptions Default { get; } = new();

    /// <summary>Scale of the analysis. Default: logit; the likelihood models know no other.</summary>
    public Measure Measure { get; init; } = Measure.Logit;

    /// <summary>Model. Default: binomial-normal.</summary>
    public ProportionModel Model { get; init; } = ProportionModel.BinomialNormal;

    /// <summary>How each study's own interval is made. Default: Clopper–Pearson.</summary>
    public StudyIntervalMethod StudyInterval { get; init; } = StudyIntervalMethod.ClopperPearson;
}
