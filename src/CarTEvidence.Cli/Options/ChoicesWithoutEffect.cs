using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Options;

/// <summary>A choice that was made in so many words and that the model does not read is answered with a sentence.</summary>
internal static class ChoicesWithoutEffect
{
    /// <summary>The result, with a note for each such choice.</summary>
    public static PooledEffect Note(MethodChoices choices, PooledEffect effect)
    {
        string[] notes = [.. Of(choices, effect)];
        return notes.Length == 0 ? effect : effect with { Notes = [.. effect.Notes, .. notes] };
    }

    private static IEnumerable<string> Of(MethodChoices choices, PooledEffect effect)
    {
        var model = MethodNames.Models[effect.Model].Name;
        if (choices.TauSquared is { } estimator && effect.TauSquaredEstimator is null)
        {
            yield return $"The estimator of tau² that was asked for, {MethodNames.TauSquaredEstimators[estimator].Name}, has no part in the model {model}.";
        }

        if (choices.ZeroCorrection is { Add: > 0 } && !TakesCorrection(effect))
        {
            yield return $"The zero correction that was asked for is not applied: {model} takes these data as they are.";
        }

        if (choices.Prediction is not null && effect.Model is PoolingModel.Common or PoolingModel.MantelHaenszel or PoolingModel.Peto)
        {
            yield return $"The model {model} has one effect common to all studies: there is no prediction interval.";
        }

        if ((choices.Seed is not null || choices.Replicates is not null) && effect.IntervalMethod != IntervalMethod.Bootstrap)
        {
            yield return "Seed and replicates belong to a bootstrap interval and change nothing here.";
        }
    }

    private static bool TakesCorrection(PooledEffect effect) =>
        effect.Measure.Kind is MeasureKind.Proportion or MeasureKind.Rate or MeasureKind.TwoArm or MeasureKind.TwoArmRate
        && effect.Model is not (PoolingModel.BinomialNormal or PoolingModel.BetaBinomial or PoolingModel.BayesianBinomialNormal or PoolingModel.PoissonNormal or PoolingModel.Multilevel or PoolingModel.Bivariate);
}
