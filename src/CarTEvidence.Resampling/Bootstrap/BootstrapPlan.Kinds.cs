namespace CarTEvidence.Resampling;

public sealed partial class BootstrapPlan
{
    /// <summary>The plan of <see cref="Bootstrap.Studies"/>.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number that is not finite (a variance not positive).</exception>
    public static BootstrapPlan Studies(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, BootstrapOptions? options = null) =>
        new(OfEffects(BootstrapKind.Studies, effects, variances, []), options);

    /// <summary>The plan of <see cref="Bootstrap.Clusters"/>.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="clusters">The label of each study's cluster, length k; at least two different ones.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">Fewer than two studies or clusters, different lengths, or a number that is not finite (a variance not positive).</exception>
    public static BootstrapPlan Clusters(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, IReadOnlyList<string> clusters, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        return new(OfEffects(BootstrapKind.Clusters, effects, variances, Numbered(clusters, effects.Length)), options);
    }

    /// <summary>The plan of <see cref="Bootstrap.Wild"/>.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="clusters">The label of each study's cluster, length k, at least two different ones; <c>null</c> where every study is its own.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">Fewer than two studies or clusters, different lengths, or a number that is not finite (a variance not positive).</exception>
    public static BootstrapPlan Wild(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, IReadOnlyList<string>? clusters = null, BootstrapOptions? options = null)
    {
        if (options is not null && !Enum.IsDefined(options.WildWeights))
        {
            throw new ArgumentException($"{options.WildWeights} are no weights of a wild bootstrap.", nameof(options));
        }

        return new(OfEffects(BootstrapKind.Wild, effects, variances, clusters is null ? [] : Numbered(clusters, effects.Length)), options);
    }

    /// <summary>The plan of <see cref="Bootstrap.Normal"/>.</summary>
    /// <param name="effects">Effects on the scale of the analysis, length k ≥ 2, finite.</param>
    /// <param name="variances">Their sampling variances, length k, positive and finite.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number that is not finite (a variance not positive).</exception>
    public static BootstrapPlan Normal(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, BootstrapOptions? options = null) =>
        new(OfEffects(BootstrapKind.Normal, effects, variances, []), options);

    /// <summary>The plan of <see cref="Bootstrap.Patients"/>.</summary>
    /// <param name="events">Patients with the event, length k ≥ 2.</param>
    /// <param name="totals">Patients of each study, length k, each 1 to 65,535.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number outside its range.</exception>
    public static BootstrapPlan Patients(ReadOnlySpan<int> events, ReadOnlySpan<int> totals, BootstrapOptions? options = null)
    {
        StudyCheck.Events(events, totals);
        return new(BootstrapData.OfEvents(BootstrapKind.Patients, events, totals), options);
    }

    /// <summary>The plan of a parametric bootstrap from the model fitted to these data.</summary>
    /// <param name="events">Patients with the event, length k ≥ 2.</param>
    /// <param name="totals">Patients of each study, length k, each 1 to 65,535.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">Fewer than two studies, different lengths, or a number outside its range.</exception>
    public static BootstrapPlan Parametric(ReadOnlySpan<int> events, ReadOnlySpan<int> totals, BootstrapOptions? options = null)
    {
        StudyCheck.Events(events, totals);
        return new(BootstrapData.OfEvents(BootstrapKind.Parametric, events, totals), options);
    }

    /// <summary>The plan of a parametric bootstrap from a model that is given.</summary>
    /// <param name="totals">Patients of each study, length k ≥ 2, each 1 to 65,535.</param>
    /// <param name="mean">Mean logit of the model.</param>
    /// <param name="tauSquared">Variance of the logits between studies, at least 0.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">Fewer than two studies, or a number outside its range.</exception>
    public static BootstrapPlan Parametric(ReadOnlySpan<int> totals, double mean, double tauSquared, BootstrapOptions? options = null)
    {
        CheckTotals(totals);
        if (!double.IsFinite(mean))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of the model is finite.");
        }

        return tauSquared >= 0 && double.IsFinite(tauSquared)
            ? new(new BootstrapData { Kind = BootstrapKind.Parametric, Totals = totals.ToArray(), ModelMean = mean, ModelTauSquared = tauSquared }, options)
            : throw new ArgumentOutOfRangeException(nameof(tauSquared), tauSquared, "Tau² is finite and not negative.");
    }

    private static BootstrapData OfEffects(BootstrapKind kind, ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, int[] clusters)
    {
        StudyCheck.Effects(effects, variances);
        return new BootstrapData { Kind = kind, Effects = effects.ToArray(), Variances = variances.ToArray(), Clusters = clusters };
    }

    private static int[] Numbered(IReadOnlyList<string> clusters, int studies)
    {
        if (clusters.Count != studies)
        {
            throw new ArgumentException($"There are {clusters.Count} labels of clusters and {studies} studies.", nameof(clusters));
        }

        for (int i = 0; i < clusters.Count; i++)
        {
            if (clusters[i] is null)
            {
                throw new ArgumentException($"Study {i} has no label.", nameof(clusters));
            }
        }

        int[] numbers = BootstrapData.Number(clusters);
        return Array.TrueForAll(numbers, number => number == 0)
            ? throw new ArgumentException($"Resampling needs at least 2 clusters; all studies are of '{(clusters.Count > 0 ? clusters[0] : string.Empty)}'.", nameof(clusters))
            : numbers;
    }

    private static void CheckTotals(ReadOnlySpan<int> totals)
    {
        if (totals.Length < 2)
        {
            throw new ArgumentException($"Resampling needs at least 2 studies; there are {totals.Length}.", nameof(totals));
        }

        foreach (int total in totals)
        {
            if (total is < 1 or > ushort.MaxValue)
            {
                throw new ArgumentException($"A study has {total} patients; 1 to {ushort.MaxValue} are possible.", nameof(totals));
            }
        }
    }
}
