using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The papers behind the methods that a report can name.</summary>
internal static class Literature
{
    /// <summary>The binomial-normal model against approximate methods.</summary>
    public static Reference Hamza2008 { get; } = new(
        "Hamza TH, van Houwelingen HC, Stijnen T. The binomial distribution of meta-analysis was preferred to model within-study variability. J Clin Epidemiol 2008;61:41–51.",
        "10.1016/j.jclinepi.2007.03.016");

    /// <summary>Generalized linear mixed models of sparse event data.</summary>
    public static Reference Stijnen2010 { get; } = new(
        "Stijnen T, Hamza TH, Özdemir P. Random effects meta-analysis of event outcome in the framework of the generalized linear mixed model with applications in sparse data. Stat Med 2010;29:3046–3067.",
        "10.1002/sim.4040");

    /// <summary>The quadrature rule of the likelihoods.</summary>
    public static Reference TrefethenWeideman2014 { get; } = new(
        "Trefethen LN, Weideman JAC. The exponentially convergent trapezoidal rule. SIAM Rev 2014;56:385–458.",
        "10.1137/130932132");

    /// <summary>Profile-likelihood intervals in random-effects meta-analysis.</summary>
    public static Reference HardyThompson1996 { get; } = new(
        "Hardy RJ, Thompson SG. A likelihood approach to meta-analysis with random effects. Stat Med 1996;15:619–629.",
        "10.1002/(SICI)1097-0258(19960330)15:6<619::AID-SIM188>3.0.CO;2-A");

    /// <summary>Prediction intervals.</summary>
    public static Reference Higgins2009 { get; } = new(
        "Higgins JPT, Thompson SG, Spiegelhalter DJ. A re-evaluation of random-effects meta-analysis. J R Stat Soc A 2009;172:137–159.",
        "10.1111/j.1467-985X.2008.00552.x");

    /// <summary>Subject-specific and population-averaged effects.</summary>
    public static Reference Zeger1988 { get; } = new(
        "Zeger SL, Liang KY, Albert PS. Models for longitudinal data: a generalized estimating equation approach. Biometrics 1988;44:1049–1060.",
        "10.2307/2531734");

    /// <summary>The exact interval of a proportion.</summary>
    public static Reference ClopperPearson1934 { get; } = new(
        "Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika 1934;26:404–413.",
        "10.1093/biomet/26.4.404");

    /// <summary>I² and H².</summary>
    public static Reference HigginsThompson2002 { get; } = new(
        "Higgins JPT, Thompson SG. Quantifying heterogeneity in a meta-analysis. Stat Med 2002;21:1539–1558.",
        "10.1002/sim.1186");

    /// <summary>Consensus grades of CRS and ICANS.</summary>
    public static Reference ViechtbauerCheung2010 { get; } = new(
        "Viechtbauer W, Cheung MW-L. Outlier and influence diagnostics for meta-analysis. Res Synth Methods 2010;1:112–125.",
        "10.1002/jrsm.11");

    public static Reference Sterne2011 { get; } = new(
        "Sterne JAC, Sutton AJ, Ioannidis JPA, et al. Recommendations for examining and interpreting funnel plot asymmetry in meta-analyses of randomised controlled trials. BMJ 2011;343:d4002.",
        "10.1136/bmj.d4002");

    public static Reference Lee2019 { get; } = new(
        "Lee DW, Santomasso BD, Locke FL, et al. ASTCT consensus grading for cytokine release syndrome and neurologic toxicity associated with immune effector cells. Biol Blood Marrow Transplant 2019;25:625–638.",
        "10.1016/j.bbmt.2018.12.758");

    private static readonly Reference Hartung2001 = new(
        "Hartung J, Knapp G. On tests of the overall treatment effect in meta-analysis with normally distributed responses. Stat Med 2001;20:1771–1782.",
        "10.1002/sim.791");

    private static readonly Reference SidikJonkman2002 = new(
        "Sidik K, Jonkman JN. A simple confidence interval for meta-analysis. Stat Med 2002;21:3153–3159.",
        "10.1002/sim.1262");

    private static readonly Reference DerSimonianLaird1986 = new(
        "DerSimonian R, Laird N. Meta-analysis in clinical trials. Control Clin Trials 1986;7:177–188.",
        "10.1016/0197-2456(86)90046-2");

    private static readonly Reference Viechtbauer2005 = new(
        "Viechtbauer W. Bias and efficiency of meta-analytic variance estimators in the random-effects model. J Educ Behav Stat 2005;30:261–293.",
        "10.3102/10769986030003261");

    private static readonly Reference PauleMandel1982 = new(
        "Paule RC, Mandel J. Consensus values and weighting factors. J Res Natl Bur Stand 1982;87:377–385.",
        "10.6028/jres.087.022");

    /// <summary>What to cite for an estimator of tau².</summary>
    public static Reference Of(TauSquaredEstimator estimator) => estimator switch
    {
        TauSquaredEstimator.DerSimonianLaird => DerSimonianLaird1986,
        TauSquaredEstimator.PauleMandel => PauleMandel1982,
        _ => Viechtbauer2005,
    };

    /// <summary>What to cite for an interval; empty where the model's own reference says it.</summary>
    public static Reference[] Of(IntervalMethod method) => method switch
    {
        IntervalMethod.ProfileLikelihood => [HardyThompson1996],
        IntervalMethod.Hksj or IntervalMethod.HksjAdHoc => [Hartung2001, SidikJonkman2002],
        _ => [],
    };
}
