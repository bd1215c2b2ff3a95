namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>Pools some of the studies (indices into the data) by the same choices; <c>null</c> where the model cannot.</summary>
    internal Func<IReadOnlyList<int>, PooledEffect>? Refit { get; init; }

    /// <summary>All leave-one-out results at once, where the model has a shorter way than refitting; else <c>null</c>.</summary>
    internal Func<StudySensitivity[]>? Deletions { get; init; }

    /// <summary>Indices of the studies in a likelihood fit that left some out; <c>null</c> where all are in it.</summary>
    internal int[]? Kept { get; init; }

    /// <summary>The pooled effect without each study in turn.</summary>
    /// <returns>One entry for each study in the fit, in the order of the data; none for a single study.</returns>
    /// <exception cref="InvalidOperationException">The model cannot be refitted.</exception>
    /// <remarks>One refit, O(k), a study; of the Bayesian model the fit's own grid serves all, O(k) altogether, unless few studies are left.</remarks>
    public StudySensitivities LeaveOneOut()
    {
        var refit = RequireRefit();
        var included = Included();
        StudySensitivity[] without = included.Length < 2 ? [] : Deletions is { } deletions ? deletions() : [.. included.Select(left => Sensitivity(left, refit([.. included.Where(i => i != left)])))];
        return new StudySensitivities(this, StudyChange.LeftOut, without);
    }

    /// <summary>The pooled effect of the first study, the first two, and so on.</summary>
    /// <param name="order">Indices into the data in the order of adding (by year, by size, …); <c>null</c> takes the order of the data. Studies left out of the fit are skipped.</param>
    /// <returns>One entry for each study added.</returns>
    /// <exception cref="ArgumentException">An index is none of the data's, or is repeated.</exception>
    /// <exception cref="InvalidOperationException">The model cannot be refitted.</exception>
    public StudySensitivities Cumulative(IReadOnlyList<int>? order = null)
    {
        var refit = RequireRefit();
        var included = Included();
        if (order is not null && (order.Any(i => i < 0 || i >= Studies.Count) || order.Distinct().Count() != order.Count))
        {
            throw new ArgumentException($"The order must be distinct indices from 0 to {Studies.Count - 1}.", nameof(order));
        }

        int[] sequence = order is null ? included : [.. order.Where(i => Array.BinarySearch(included, i) >= 0)];
        return new StudySensitivities(this, StudyChange.Added, [.. sequence.Select((last, position) => Sensitivity(last, refit(sequence[..(position + 1)])))]);
    }

    /// <summary>Residuals, leverages and deletion diagnostics of an inverse-variance fit.</summary>
    /// <returns>One entry for each study in the fit.</returns>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    /// <remarks>One refit, O(k p²), a study.</remarks>
    public StudyInfluences Influence() => new(this, InfluenceDiagnostics.Compute(RequireSource()));

    /// <summary>Best linear unbiased predictions of the studies' true effects.</summary>
    /// <returns>One entry for each study in the fit; under a common effect all are the pooled effect.</returns>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    public IReadOnlyList<StudyPrediction> BestLinearPredictions() => StudyPredictions.Compute(RequireSource());

    /// <summary>Coordinates of a Baujat plot: each study's part in Q (x) against its influence on the fitted value (y). doi:10.1002/sim.1221.</summary>
    /// <returns>One entry for each study in the fit whose deletion leaves a model with a standard error.</returns>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    public IReadOnlyList<StudyPoint> Baujat() => InfluenceDiagnostics.Baujat(RequireSource());

    /// <summary>Coordinates of a radial (Galbraith) plot: precision 1/√(v + tau²) (x) against the effect over its standard deviation (y). doi:10.1002/sim.4780070807.</summary>
    /// <returns>One entry for each study in the fit.</returns>
    /// <exception cref="InvalidOperationException">The model is not by inverse variance.</exception>
    public IReadOnlyList<StudyPoint> Radial()
    {
        var (data, kept, _, fit) = RequireSource();
        return [.. kept.Select((study, i) =>
        {
            var deviation = Math.Sqrt(fit.Regression.Variances[i] + fit.TauSquared);
            return new StudyPoint(data.Study[study], 1 / deviation, fit.Regression.Effects[i] / deviation);
        })];
    }

    private StudySensitivity Sensitivity(int study, PooledEffect effect) =>
        new(Studies[study].Study, effect.Pooled, effect.Transformed, effect.Heterogeneity);

    private int[] Included() => Source?.Kept ?? Kept ?? [.. Enumerable.Range(0, Studies.Count)];

    private Func<IReadOnlyList<int>, PooledEffect> RequireRefit() =>
        Refit ?? throw new InvalidOperationException($"A fit of the model {MethodNames.Models[Model].Name} cannot be repeated on fewer studies.");

    private InverseVarianceSource RequireSource() =>
        Source ?? throw new InvalidOperationException(StudyCount == 0
            ? "No study has a defined effect: there is no fit to look into."
            : $"These diagnostics are defined for inverse-variance models; the model is {MethodNames.Models[Model].Name}.");
}
