namespace CarTEvidence.Resampling;

/// <summary>Bootstrap of pooled estimates; every replicate is kept. <see cref="BootstrapPlan"/> has the same for more replicates than memory holds.</summary>
public static partial class Bootstrap
{
    // Streams of the analyses; a stream is part of the counter, so analyses with one seed are independent.
    internal const uint StudyStream = 1, ParametricStream = 3, PatientStream = 4, ClusterStream = 21, WildStream = 22, NormalStream = 23;

    /// <summary>Draws studies with replacement and pools every draw.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <returns>The replicates.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number that is not finite (a variance not positive).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// The nonparametric bootstrap of Efron (1979), doi:10.1214/aos/1176344552, on studies. It answers for the studies at hand as a sample of studies;
    /// with few of them its percentile intervals are short. O(k) a replicate, no memory beyond the answers.
    /// </remarks>
    public static BootstrapReplicates Studies(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, BootstrapOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        BootstrapPlan.Studies(effects, variances, options).Run(progress, cancellation);

    /// <summary>Draws clusters of studies with replacement, each with all its studies, and pools every draw.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="clusters">The label of each study's cluster, length k; at least two different ones. Compared letter by letter.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <returns>The replicates.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies or clusters, different lengths, or a number that is not finite (a variance not positive).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// For reports that share a centre, a product or patients: what they share is kept together, so the scatter of the replicates holds it. As many clusters
    /// are drawn as there are; data sets differ in their number of studies where clusters differ in size. The model that is fitted knows nothing of the clusters.
    /// Field and Welsh (2007), doi:10.1111/j.1467-9868.2007.00593.x.
    /// </remarks>
    public static BootstrapReplicates Clusters(
        ReadOnlySpan<double> effects,
        ReadOnlySpan<double> variances,
        IReadOnlyList<string> clusters,
        BootstrapOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default) =>
        BootstrapPlan.Clusters(effects, variances, clusters, options).Run(progress, cancellation);

    /// <summary>Multiplies the residuals of the pooled mean by random numbers of mean 0 and variance 1, adds them to it, and pools what that gives.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="clusters">The label of each study's cluster, length k, at least two different ones: one multiplier a cluster. <c>null</c> where every study is its own.</param>
    /// <param name="options">Choices, among them <see cref="BootstrapOptions.WildWeights"/>; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <returns>The replicates.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies or clusters, different lengths, or a number that is not finite (a variance not positive).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// Studies keep their variances, and no distribution of the effects is assumed; tau² is estimated anew in every replicate. With k clusters the Rademacher
    /// weights give 2ᵏ different data sets, so few clusters ask for Webb's. Wild bootstrapping in meta-analysis: Joshi, Pustejovsky and Beretvas (2022),
    /// doi:10.1002/jrsm.1554; of clusters: Cameron, Gelbach and Miller (2008), doi:10.1162/rest.90.3.414.
    /// </remarks>
    public static BootstrapReplicates Wild(
        ReadOnlySpan<double> effects,
        ReadOnlySpan<double> variances,
        IReadOnlyList<string>? clusters = null,
        BootstrapOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default) =>
        BootstrapPlan.Wild(effects, variances, clusters, options).Run(progress, cancellation);
}
