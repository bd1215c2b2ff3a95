namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>What compares one part of the reference files.</summary>
/// <param name="Name">Title in <c>docs/validation.md</c>.</param>
/// <param name="Patterns">Files that may have the part.</param>
/// <param name="Compare">Compares whatever a file has of it.</param>
internal sealed record ReferenceProcedure(string Name, string[] Patterns, Action<ReferenceFile, Comparison> Compare)
{
    /// <summary>Every procedure; together they read every number of every file.</summary>
    public static IReadOnlyList<ReferenceProcedure> All { get; } =
    [
        new("Effect sizes and pooled effects", PooledProcedure.Files, PooledProcedure.Compare),
        new("Intervals of one study's proportion", StudyIntervalProcedure.Files, StudyIntervalProcedure.Compare),
        new("Intervals of tau², I² and H²", TauSquaredIntervalProcedure.Files, TauSquaredIntervalProcedure.Compare),
        new("Meta-regression and subgroups", RegressionProcedure.Files, RegressionProcedure.Compare),
        new("Diagnostics", DiagnosticsProcedure.Files, DiagnosticsProcedure.Compare),
        new("Small-study effects", BiasProcedure.Files, BiasProcedure.Compare),
        new("Selection models", SelectionProcedure.Files, SelectionProcedure.Compare),
        new("All subsets and permutations", ResamplingProcedure.Files, ResamplingProcedure.Compare),
        new("Binomial-normal, beta-binomial and Bayesian likelihoods", LikelihoodProcedure.Files, LikelihoodProcedure.Compare),
        new("Random-intercept models of R's metafor", CountGlmmProcedure.Files, CountGlmmProcedure.Compare),
        new("Mantel–Haenszel, Peto and two-arm models of R's metafor", TwoArmProcedure.Files, TwoArmProcedure.Compare),
        new("Three-level and multivariate models", DependenceProcedure.Files, DependenceProcedure.Compare),
        new("Fits of R's meta, every convention", MetaFitProcedure.Files, MetaFitProcedure.Compare),
        new("Logistic random-intercept fits of R's meta", MetaGlmmProcedure.Files, MetaGlmmProcedure.Compare),
        new("Tests of small-study effects in R's meta", MetaBiasProcedure.Files, MetaBiasProcedure.Compare),
    ];
}
