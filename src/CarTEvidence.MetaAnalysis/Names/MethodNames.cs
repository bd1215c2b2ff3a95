namespace CarTEvidence.MetaAnalysis;

/// <summary>The names of all methods: one table for the command line, JSON and printed results.</summary>
public static class MethodNames
{
    /// <summary>Models of every kind of data. <c>GLMM</c> here reads as the one-arm model; <see cref="ModelsFor"/> reads it by kind of data.</summary>
    public static MethodNameTable<PoolingModel> Models { get; } = new(
        "model",
        new(PoolingModel.Random, "random", "Inverse-variance random effects") { Code = "RE" },
        new(PoolingModel.Common, "common", "Inverse-variance common effect") { Code = "CE", Aliases = ["FE", "EE", "fixed"] },
        new(PoolingModel.BinomialNormal, "binomial-normal", "Binomial-normal (random-intercept logistic) model, maximum likelihood") { Code = "GLMM" },
        new(PoolingModel.PoissonNormal, "poisson-normal", "Poisson-normal (random-intercept) model, maximum likelihood") { Code = "GLMM" },
        new(PoolingModel.BetaBinomial, "beta-binomial", "Beta-binomial model, maximum likelihood"),
        new(PoolingModel.BayesianBinomialNormal, "bayesian-binomial-normal", "Bayesian binomial-normal model"),
        new(PoolingModel.MantelHaenszel, "mantel-haenszel", "Mantel–Haenszel common effect") { Code = "MH" },
        new(PoolingModel.Peto, "peto", "Peto's one-step odds ratio") { Code = "PETO" },
        new(PoolingModel.GlmmUmFs, "glmm-um-fs", "Unconditional logistic model with fixed study effects") { Code = "UM.FS" },
        new(PoolingModel.GlmmUmRs, "glmm-um-rs", "Unconditional logistic model with random study effects") { Code = "UM.RS" },
        new(PoolingModel.GlmmCmEl, "glmm-cm-el", "Conditional logistic model, exact likelihood") { Code = "CM.EL" },
        new(PoolingModel.GlmmCmAl, "glmm-cm-al", "Conditional logistic model, approximate likelihood") { Code = "CM.AL" },
        new(PoolingModel.Multilevel, "multilevel", "Multilevel random effects"),
        new(PoolingModel.Bivariate, "bivariate", "Bivariate random effects"));

    /// <summary>Models of single-arm proportions.</summary>
    public static MethodNameTable<ProportionModel> ProportionModels { get; } = new(
        "model of proportions",
        Same(ProportionModel.BinomialNormal, PoolingModel.BinomialNormal),
        Same(ProportionModel.Random, PoolingModel.Random),
        Same(ProportionModel.Common, PoolingModel.Common),
        Same(ProportionModel.BetaBinomial, PoolingModel.BetaBinomial),
        Same(ProportionModel.BayesianBinomialNormal, PoolingModel.BayesianBinomialNormal));

    /// <summary>Estimators of tau².</summary>
    public static MethodNameTable<TauSquaredEstimator> TauSquaredEstimators { get; } = new(
        "tau² estimator",
        new(TauSquaredEstimator.Reml, "reml", "REML") { Code = "REML" },
        new(TauSquaredEstimator.DerSimonianLaird, "dersimonian-laird", "DerSimonian–Laird") { Code = "DL" },
        new(TauSquaredEstimator.PauleMandel, "paule-mandel", "Paule–Mandel") { Code = "PM" },
        new(TauSquaredEstimator.MedianUnbiasedPauleMandel, "median-unbiased-paule-mandel", "median-unbiased Paule–Mandel") { Code = "PMM" },
        new(TauSquaredEstimator.Ml, "ml", "ML") { Code = "ML" },
        new(TauSquaredEstimator.EmpiricalBayes, "empirical-bayes", "empirical Bayes") { Code = "EB" },
        new(TauSquaredEstimator.SidikJonkman, "sidik-jonkman", "Sidik–Jonkman") { Code = "SJ" },
        new(TauSquaredEstimator.Hedges, "hedges", "Hedges") { Code = "HE" },
        new(TauSquaredEstimator.HunterSchmidt, "hunter-schmidt", "Hunter–Schmidt") { Code = "HS" },
        new(TauSquaredEstimator.HunterSchmidtCorrected, "hunter-schmidt-corrected", "Hunter–Schmidt (corrected)") { Code = "HSk" },
        new(TauSquaredEstimator.DerSimonianLairdIterated, "dersimonian-laird-iterated", "iterated DerSimonian–Laird") { Code = "DLIT" },
        new(TauSquaredEstimator.SidikJonkmanIterated, "sidik-jonkman-iterated", "iterated Sidik–Jonkman") { Code = "SJIT" });

    /// <summary>Intervals of the pooled effect.</summary>
    public static MethodNameTable<IntervalMethod> Intervals { get; } = new(
        "interval method",
        new(IntervalMethod.Wald, "wald", "Wald") { Code = "z" },
        new(IntervalMethod.T, "t", "t") { Code = "t" },
        new(IntervalMethod.Hksj, "hksj", "HKSJ") { Code = "knha" },
        new(IntervalMethod.HksjAdHoc, "hksj-adhoc", "HKSJ, ad hoc") { Code = "adhoc" },
        new(IntervalMethod.ProfileLikelihood, "profile-likelihood", "profile likelihood") { Code = "PL" },
        new(IntervalMethod.KenwardRoger, "kenward-roger", "Kenward–Roger") { Code = "KR" },
        new(IntervalMethod.Bootstrap, "bootstrap", "bootstrap"),
        new(IntervalMethod.EqualTailed, "equal-tailed", "equal-tailed credible") { Aliases = ["credible"] });

    /// <summary>Reference distributions of prediction intervals.</summary>
    public static MethodNameTable<PredictionMethod> Predictions { get; } = new(
        "prediction method",
        new(PredictionMethod.T, "t", "t, k − p df"),
        new(PredictionMethod.Normal, "normal", "normal") { Code = "z" },
        new(PredictionMethod.HigginsThompsonSpiegelhalter, "hts", "t, k − p − 1 df") { Code = "HTS" },
        new(PredictionMethod.Veroniki, "veroniki", "t, k − p df, model SE") { Code = "V" },
        new(PredictionMethod.ModelNormal, "model-normal", "normal, model SE") { Code = "S" },
        new(PredictionMethod.HartungKnapp, "hartung-knapp", "t, k − p df, HKSJ SE") { Code = "HK" },
        new(PredictionMethod.HartungKnappPartlettRiley, "hartung-knapp-partlett-riley", "t, k − p − 1 df, HKSJ SE") { Code = "HK-PR" },
        new(PredictionMethod.KenwardRoger, "kenward-roger", "t, Kenward–Roger") { Code = "KR" },
        new(PredictionMethod.KenwardRogerPartlettRiley, "kenward-roger-partlett-riley", "t, Kenward–Roger, one df less") { Code = "KR-PR" },
        new(PredictionMethod.Posterior, "posterior", "posterior predictive"),
        new(PredictionMethod.Beta, "beta", "beta distribution at the estimates"));

    /// <summary>Intervals of one study's proportion.</summary>
    public static MethodNameTable<StudyIntervalMethod> StudyIntervals { get; } = new(
        "study interval",
        new(StudyIntervalMethod.ClopperPearson, "clopper-pearson", "Clopper–Pearson") { Code = "CP", Aliases = ["exact"] },
        new(StudyIntervalMethod.Wilson, "wilson", "Wilson") { Code = "WS" },
        new(StudyIntervalMethod.AgrestiCoull, "agresti-coull", "Agresti–Coull") { Code = "AC" },
        new(StudyIntervalMethod.Jeffreys, "jeffreys", "Jeffreys"),
        new(StudyIntervalMethod.MidP, "mid-p", "mid-P"));

    /// <summary>Intervals of tau².</summary>
    public static MethodNameTable<TauSquaredIntervalMethod> TauSquaredIntervals { get; } = new(
        "interval of tau²",
        new(TauSquaredIntervalMethod.QProfile, "q-profile", "Q-profile") { Code = "QP" },
        new(TauSquaredIntervalMethod.ProfileLikelihood, "profile-likelihood", "profile likelihood") { Code = "PL" },
        new(TauSquaredIntervalMethod.BiggerstaffJackson, "biggerstaff-jackson", "Biggerstaff–Jackson") { Code = "BJ" });

    /// <summary>Scopes of a zero correction.</summary>
    public static MethodNameTable<ZeroCorrectionScope> ZeroCorrectionScopes { get; } = new(
        "scope of a zero correction",
        new(ZeroCorrectionScope.OnlyZero, "only0", "studies with a zero cell"),
        new(ZeroCorrectionScope.All, "all", "all studies"),
        new(ZeroCorrectionScope.AllIfAnyZero, "if0all", "all studies if any has a zero cell"),
        new(ZeroCorrectionScope.None, "none", "no study"));

    /// <summary>Whether subgroups share tau².</summary>
    public static MethodNameTable<SubgroupTauSquared> SubgroupTauSquared { get; } = new(
        "tau² of subgroups",
        new(MetaAnalysis.SubgroupTauSquared.Separate, "separate", "separate tau²"),
        new(MetaAnalysis.SubgroupTauSquared.Common, "common", "common tau²"));

    /// <summary>The models that pool one kind of data; within them every code names one model.</summary>
    /// <param name="kind">Kind of data.</param>
    public static MethodNameTable<PoolingModel> ModelsFor(MeasureKind kind) => ByKind[kind];

    private static readonly Dictionary<MeasureKind, MethodNameTable<PoolingModel>> ByKind = new()
    {
        [MeasureKind.Proportion] = Subset(
            "model of proportions",
            PoolingModel.BinomialNormal, PoolingModel.Random, PoolingModel.Common, PoolingModel.BetaBinomial, PoolingModel.BayesianBinomialNormal),
        [MeasureKind.Rate] = Subset("model of rates", PoolingModel.PoissonNormal, PoolingModel.Random, PoolingModel.Common),
        [MeasureKind.TwoArm] = Subset(
            "model of two arms",
            PoolingModel.Random, PoolingModel.Common, PoolingModel.MantelHaenszel, PoolingModel.Peto,
            PoolingModel.GlmmUmFs, PoolingModel.GlmmUmRs, PoolingModel.GlmmCmEl, PoolingModel.GlmmCmAl),
        [MeasureKind.TwoArmRate] = Subset("model of two rates", PoolingModel.Random, PoolingModel.Common, PoolingModel.MantelHaenszel),
        [MeasureKind.Mean] = Subset("model of means", PoolingModel.Random, PoolingModel.Common),
        [MeasureKind.TwoArmMean] = Subset("model of means", PoolingModel.Random, PoolingModel.Common),
        [MeasureKind.MeanChange] = Subset("model of changes", PoolingModel.Random, PoolingModel.Common),
        [MeasureKind.Generic] = Subset("model of effects", PoolingModel.Random, PoolingModel.Common, PoolingModel.Multilevel, PoolingModel.Bivariate),
    };

    private static MethodName<ProportionModel> Same(ProportionModel value, PoolingModel model) =>
        new(value, Models[model].Name, Models[model].Label) { Code = Models[model].Code, Aliases = Models[model].Aliases };

    private static MethodNameTable<PoolingModel> Subset(string what, params PoolingModel[] models) =>
        new(what, models.Select(m => Models[m]));
}
