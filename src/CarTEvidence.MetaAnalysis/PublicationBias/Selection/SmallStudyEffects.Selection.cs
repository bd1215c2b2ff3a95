using System.Globalization;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    /// <summary>A selection model: the mean and heterogeneity before studies were selected by their p-values.</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="options">Choices; <c>null</c> takes <see cref="SelectionModelOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">A step lies outside (0, 1) or is repeated, or there is none.</exception>
    /// <remarks>
    /// Maximum likelihood. With few studies the likelihood is nearly flat and selection parameters run to 0 or infinity: they are held within 0 … 100, and notes say
    /// where a bound was met. Beta and power functions see p-values no nearer to 0 and 1 than 1e-5, as their authors censor them. Meaningless below ten studies or
    /// without p-values on both sides of a step.
    /// References at <see cref="SelectionFunction"/>.
    /// </remarks>
    public static SelectionModel SelectionModel(FunnelData data, SelectionModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= SelectionModelOptions.Default;
        if (options.Function == SelectionFunction.Step && (options.Steps.Count == 0 || options.Steps.Any(s => s is not (> 0 and < 1)) || options.Steps.Distinct().Count() < options.Steps.Count))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The steps of a selection function differ and lie strictly between 0 and 1; given: {string.Join(", ", options.Steps)}."), nameof(options));
        }

        var none = new TestResult(null, null, null);
        var notes = new List<string>();
        if (data.Count < 3)
        {
            notes.Add("A selection model needs at least three studies.");
            return new SelectionModel(options.Function, options.Alternative, null, null, [], null, none) { Converged = false, Notes = notes };
        }

        if (data.Count < FewStudies)
        {
            notes.Add(Few(data.Count));
        }

        var likelihood = new SelectionLikelihood(data.Effect, data.Variance, options.Function, options.Alternative, options.Steps);
        if (options.Function == SelectionFunction.Step && likelihood.IntervalCounts().Any(c => c == 0))
        {
            notes.Add("No study has a p-value in one of the intervals: its selection parameter runs to a bound.");
        }

        var plain = RandomEffectsFit.Fit(data.Effect, data.Variance, new RandomEffectsSettings { Estimator = TauSquaredEstimator.Ml });
        var search = new SelectionSearch(likelihood, DependentEffects.TypicalVariance(data.Variance), options.MaxIterations);
        var best = search.Maximise(plain.Beta[0], plain.TauSquared);
        var delta = best.Delta;
        if (best.TauSquaredAtBound)
        {
            notes.Add("The between-study variance is estimated as 0.");
        }

        for (var j = 0; j < delta.Length; j++)
        {
            if (best.AtBound[j])
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"Selection parameter {j + 1} runs to its bound, {delta[j]:0.###}: the data do not determine it."));
            }
        }

        if (best.StandardError is null)
        {
            notes.Add("The likelihood is flat about its maximum: the data do not determine the selection, and no standard error is given.");
        }

        if (!best.Converged)
        {
            notes.Add("The search for the maximum of the likelihood did not end at one.");
        }

        var ratio = Math.Max(0, 2 * (best.LogLikelihood - plain.Statistics().LogLikelihoodMl!.Value));
        return new SelectionModel(
            options.Function,
            options.Alternative,
            best.StandardError is { } se ? WaldInference.Of(best.Mean, se, null, options.Level) : new TransformedEstimate(best.Mean, null, null, none),
            best.TauSquared,
            options.Function == SelectionFunction.Step ? [1, .. delta] : delta,
            best.LogLikelihood,
            new TestResult(ratio, likelihood.ParameterCount, ChiSquaredDistribution.Upper(ratio, likelihood.ParameterCount)))
        {
            Converged = best.Converged,
            Notes = notes,
        };
    }
}
