namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The fits that a set of choices amounts to: each combination that a model knows, once.</summary>
internal static class SpecificationGrid
{
    private static readonly IntervalMethod[] OfRandomEffects =
        [IntervalMethod.Wald, IntervalMethod.T, IntervalMethod.Hksj, IntervalMethod.HksjAdHoc, IntervalMethod.ProfileLikelihood, IntervalMethod.KenwardRoger];

    private static readonly IntervalMethod[] OfLikelihoods = [IntervalMethod.Wald, IntervalMethod.T, IntervalMethod.ProfileLikelihood];

    /// <summary>The fits of one data set, in the order of the choices.</summary>
    public static IReadOnlyList<ProportionOptions> Fits(SpecificationOptions options) =>
    [
        .. from model in options.Models
           from measure in options.Measures
           where model is ProportionModel.Random or ProportionModel.Common || measure == Measure.Logit
           from estimator in model == ProportionModel.Random ? options.TauSquared : [TauSquaredEstimator.Reml]
           from interval in options.Intervals
           where Knows(model, interval) && IsFirst(options, model, estimator, interval) && Quantities(options, model, measure).Length > 0
           select new ProportionOptions
           {
               Model = model,
               Measure = measure,
               TauSquared = estimator,
               Interval = interval,
               Level = options.Level,
               Priors = options.Priors,
               ZeroCorrection = options.ZeroCorrection,
           },
    ];

    /// <summary>What a fit estimates, of what is asked for.</summary>
    public static PooledQuantity[] Quantities(SpecificationOptions options, ProportionModel model, Measure measure) => [.. options.Quantities.Where(quantity => model switch
    {
        ProportionModel.BinomialNormal or ProportionModel.BayesianBinomialNormal => true,
        ProportionModel.BetaBinomial => quantity == PooledQuantity.Average,
        _ => quantity == (measure == Measure.Raw ? PooledQuantity.Average : PooledQuantity.Typical),
    }).Distinct()];

    /// <summary>The estimator that a fit had a choice of.</summary>
    public static TauSquaredEstimator? Chosen(ProportionOptions fit) => (fit.Model, fit.Interval) switch
    {
        (ProportionModel.Random, IntervalMethod.ProfileLikelihood) => TauSquaredEstimator.Ml,
        (ProportionModel.Random, IntervalMethod.KenwardRoger) => TauSquaredEstimator.Reml,
        (ProportionModel.Random, _) => fit.TauSquared,
        _ => null,
    };

    private static bool Knows(ProportionModel model, IntervalMethod interval) => model switch
    {
        ProportionModel.Random => OfRandomEffects.Contains(interval),
        ProportionModel.Common => interval == IntervalMethod.Wald,
        ProportionModel.BayesianBinomialNormal => interval == IntervalMethod.EqualTailed,
        _ => OfLikelihoods.Contains(interval),
    };

    /// <summary>Intervals that fix the estimator are one specification, not one for each estimator.</summary>
    private static bool IsFirst(SpecificationOptions options, ProportionModel model, TauSquaredEstimator estimator, IntervalMethod interval) =>
        model != ProportionModel.Random
        || interval is not (IntervalMethod.ProfileLikelihood or IntervalMethod.KenwardRoger)
        || estimator == options.TauSquared[0];
}
