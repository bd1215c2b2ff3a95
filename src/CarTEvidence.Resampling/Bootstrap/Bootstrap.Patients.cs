namespace CarTEvidence.Resampling;

public static partial class Bootstrap
{
    /// <summary>Draws the patients of every study with replacement and pools the logits of what is drawn.</summary>
    /// <param name="events">Patients with the event, length k ≥ 2.</param>
    /// <param name="totals">Patients of each study, length k, each 1 to 65,535.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 replicates.</param>
    /// <returns>The replicates.</returns>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number outside its range.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// The studies are kept and their sampling error is drawn: it answers for these studies, not for a population of studies. A study in which every patient,
    /// or none, has the event gives the same in every replicate, so intervals near 0 and 100 % are too short; logits of such draws take one half added to
    /// both cells. Van den Noortgate and Onghena (2005), Behavior Research Methods 37, 11–22, compare the schemes.
    /// </remarks>
    public static BootstrapReplicates Patients(
        ReadOnlySpan<int> events, ReadOnlySpan<int> totals, BootstrapOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        BootstrapPlan.Patients(events, totals, options).Run(progress, cancellation);
}
