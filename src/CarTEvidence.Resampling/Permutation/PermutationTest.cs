namespace CarTEvidence.Resampling;

/// <summary>Tests by rearranging the data.</summary>
public static partial class PermutationTest
{
    internal const uint SlopeStream = 5, SignStream = 6, RegressionStream = 9;

    /// <summary>Tests a meta-regression slope by putting the moderator in other orders; with a moderator of 0 and 1, the difference of two subgroups.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 3.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="moderator">The moderator, length k, finite and not constant.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Stops the run within a block of at most 4,096 rearrangements.</param>
    /// <exception cref="ArgumentException">Too few studies, different lengths, a number out of range, or a constant moderator.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// Random effects with tau² estimated anew by DerSimonian and Laird in every order; z statistics are compared in size. Orders that differ only in equal
    /// values are one, so two subgroups of five have 252. Higgins and Thompson (2004), Controlling the risk of spurious findings from meta-regression, doi:10.1002/sim.1752.
    /// </remarks>
    public static PermutationResult Slope(
        ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, ReadOnlySpan<double> moderator,
        PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        StudyCheck.Effects(effects, variances, least: 3);
        options ??= PermutationOptions.Default;
        if (!options.RandomEffects)
        {
            throw new ArgumentException("The slope is tested under random effects.", nameof(options));
        }

        double[] centred = Centred(moderator, effects.Length);
        using var table = new StudyTable(effects, variances);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        var arrangements = new Arrangements(centred);
        var run = new PermutationRun(options, arrangements.Count);
        return run.Execute(() => new SlopeWorker(path, table, centred, run.IsExact ? arrangements : null, run), SlopeWorker.Observed(path, table, centred), BlockSize(effects.Length), progress, cancellation);
    }

    private static int BlockSize(int studies, int coefficients = 1) => BlockRunner.BlockSize(studies, PermutationRun.StudiesPerBlock / (coefficients * coefficients));

    private static double[] Centred(ReadOnlySpan<double> moderator, int count)
    {
        if (moderator.Length != count)
        {
            throw new ArgumentException($"There are {count} effects and {moderator.Length} values of the moderator.", nameof(moderator));
        }

        double mean = 0;
        foreach (double value in moderator)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("A value of the moderator is not finite.", nameof(moderator));
            }

            mean += value / count;
        }

        double[] centred = moderator.ToArray();
        if (Array.TrueForAll(centred, value => value == centred[0]))
        {
            throw new ArgumentException("The moderator is the same in all studies.", nameof(moderator));
        }

        for (int i = 0; i < count; i++)
        {
            centred[i] -= mean;
        }

        return centred;
    }
}
