namespace CarTEvidence.Resampling;

public static partial class Bootstrap
{
    /// <summary>Fits the normal model to the logits, draws new events of every study from it, and pools their logits.</summary>
    /// <param name="events">Patients with the event, length k ≥ 2.</param>
    /// <param name="totals">Patients of each study, length k, each 1 to 65,535.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <returns>The replicates.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number outside its range.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>The model is that of the overload that takes one, with the mean and tau² that the estimator of the options finds in these data.</remarks>
    public static BootstrapReplicates Parametric(
        ReadOnlySpan<int> events, ReadOnlySpan<int> totals, BootstrapOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        BootstrapPlan.Parametric(events, totals, options).Run(progress, cancellation);

    /// <summary>Draws new events of every study from a binomial-normal model and pools their logits.</summary>
    /// <param name="totals">Patients of each study, length k ≥ 2, each 1 to 65,535.</param>
    /// <param name="mean">Mean logit of the fitted model.</param>
    /// <param name="tauSquared">Variance of the logits between studies, at least 0.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <returns>The replicates; <see cref="BootstrapReplicates.Observed"/> is the model drawn from, which has no standard errors.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, or a number outside its range.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// θᵢ is normal with the mean and variance given, xᵢ binomial with expit(θᵢ); the logits of 0 and n of n events take one half added to both cells.
    /// A study's events follow one distribution in all replicates, so they are drawn from its table.
    /// </remarks>
    public static BootstrapReplicates Parametric(
        ReadOnlySpan<int> totals, double mean, double tauSquared, BootstrapOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        BootstrapPlan.Parametric(totals, mean, tauSquared, options).Run(progress, cancellation);

    /// <summary>Draws new effects of every study from the normal random-effects model fitted to the data, and pools them.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <returns>The replicates.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number that is not finite (a variance not positive).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// yᵢ is normal with the fitted mean and variance vᵢ + tau²; the sampling variances are kept, as if they were known.
    /// Davison and Hinkley (1997), Bootstrap Methods and their Application, doi:10.1017/CBO9780511802843, chapter 2.
    /// </remarks>
    public static BootstrapReplicates Normal(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, BootstrapOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        BootstrapPlan.Normal(effects, variances, options).Run(progress, cancellation);
}
