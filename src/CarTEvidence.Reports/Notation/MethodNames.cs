using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>Methods in words, as a methods section names them.</summary>
internal static class MethodNames
{
    /// <summary>Model and estimator, for example <c>Inverse-variance random effects on the logit scale, tau² by REML</c>.</summary>
    public static string Of(PooledEffect effect)
    {
        var model = Of(effect.Model);
        var scale = effect.Model is PoolingModel.Random or PoolingModel.Common ? $" on the {effect.Measure.Name} scale" : string.Empty;
        var estimator = effect.TauSquaredEstimator is { } t ? $", tau² by {Of(t)}" : string.Empty;
        return model + scale + estimator;
    }

    /// <summary>A model in words.</summary>
    public static string Of(PoolingModel model) => model switch
    {
        PoolingModel.Random => "Inverse-variance random effects",
        PoolingModel.Common => "Inverse-variance common effect",
        PoolingModel.BinomialNormal => "Binomial-normal (random-intercept logistic) model, maximum likelihood",
        PoolingModel.PoissonNormal => "Poisson-normal (random-intercept) model, maximum likelihood",
        PoolingModel.BetaBinomial => "Beta-binomial model, maximum likelihood",
        PoolingModel.BayesianBinomialNormal => "Bayesian binomial-normal model",
        PoolingModel.MantelHaenszel => "Mantel–Haenszel common effect",
        PoolingModel.Peto => "Peto's one-step odds ratio",
        PoolingModel.GlmmUmFs => "Unconditional logistic model with fixed study effects",
        PoolingModel.GlmmUmRs => "Unconditional logistic model with random study effects",
        PoolingModel.GlmmCmEl => "Conditional logistic model, exact likelihood",
        PoolingModel.GlmmCmAl => "Conditional logistic model, approximate likelihood",
        PoolingModel.Multilevel => "Multilevel random effects",
        PoolingModel.Bivariate => "Bivariate random effects",
        _ => model.ToString(),
    };

    /// <summary>The short name of a tau² estimator.</summary>
    public static string Of(TauSquaredEstimator estimator) => estimator switch
    {
        TauSquaredEstimator.Reml => "REML",
        TauSquaredEstimator.DerSimonianLaird => "DerSimonian–Laird",
        TauSquaredEstimator.HunterSchmidt => "Hunter–Schmidt",
        TauSquaredEstimator.HunterSchmidtCorrected => "Hunter–Schmidt (corrected)",
        TauSquaredEstimator.SidikJonkman => "Sidik–Jonkman",
        TauSquaredEstimator.Ml => "ML",
        TauSquaredEstimator.EmpiricalBayes => "empirical Bayes",
        TauSquaredEstimator.PauleMandel => "Paule–Mandel",
        TauSquaredEstimator.MedianUnbiasedPauleMandel => "median-unbiased Paule–Mandel",
        TauSquaredEstimator.DerSimonianLairdIterated => "iterated DerSimonian–Laird",
        TauSquaredEstimator.SidikJonkmanIterated => "iterated Sidik–Jonkman",
        _ => estimator.ToString(),
    };

    /// <summary>The short name of a confidence interval.</summary>
    public static string Of(IntervalMethod method) => method switch
    {
        IntervalMethod.Wald => "Wald",
        IntervalMethod.T => "t",
        IntervalMethod.Hksj => "HKSJ",
        IntervalMethod.HksjAdHoc => "HKSJ, ad hoc",
        IntervalMethod.ProfileLikelihood => "profile likelihood",
        IntervalMethod.KenwardRoger => "Kenward–Roger",
        IntervalMethod.Bootstrap => "bootstrap",
        _ => method.ToString(),
    };

    /// <summary>The reference distribution of a prediction interval.</summary>
    public static string Of(PredictionMethod method) => method switch
    {
        PredictionMethod.T => "t, k − p df",
        PredictionMethod.Normal => "normal",
        PredictionMethod.HigginsThompsonSpiegelhalter => "t, k − p − 1 df",
        _ => method.ToString(),
    };

    /// <summary>How an interval of tau² was made.</summary>
    public static string Of(TauSquaredIntervalMethod method) => method switch
    {
        TauSquaredIntervalMethod.QProfile => "Q-profile",
        TauSquaredIntervalMethod.ProfileLikelihood => "profile likelihood",
        TauSquaredIntervalMethod.BiggerstaffJackson => "Biggerstaff–Jackson",
        _ => method.ToString(),
    };
}
