namespace CarTEvidence.MetaAnalysis;

/// <summary>
/// Small-study effects: do small studies tell another story than large ones, and how would the pooled effect look without what may be missing?
/// </summary>
/// <remarks>
/// A funnel can be asymmetric for other reasons than unpublished studies (true heterogeneity, correlated effect and variance of proportions and ratios, chance):
/// no method here detects publication bias as such. With fewer than ten studies none has useful power (Sterne et al., BMJ 2011, doi:10.1136/bmj.d4002).
/// For single-arm proportions near 0 or 1 the variance is a function of the effect, and most of these tests reject far too often; a note says so on the logit.
/// </remarks>
public static partial class SmallStudyEffects
{
    // Below ten studies the tests have no useful power: doi:10.1136/bmj.d4002.
    private const int FewStudies = 10;

    // The variance of a logit, log or raw proportion is a function of the proportion itself: near 0 and 1 the funnel leans without any bias.
    private static string? Tied(FunnelData data) => data.Measure is { Kind: MeasureKind.Proportion } measure && measure != Measure.Arcsine && measure != Measure.FreemanTukey
        ? $"On the {measure.Name} scale the variance of a proportion depends on the proportion itself: near 0 and 1 this test rejects without any bias. Take a predictor made of the sample size."
        : null;

    private static string Few(int k) =>
        $"Only {k} {(k == 1 ? "study" : "studies")}: below {FewStudies} a test for small-study effects cannot tell chance from asymmetry (doi:10.1136/bmj.d4002).";
}
