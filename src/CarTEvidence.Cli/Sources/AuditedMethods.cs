using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Sources;

/// <summary>The methods that an audit compares: what is commonly printed, and this engine's likelihood models.</summary>
internal static class AuditedMethods
{
    public static IReadOnlyList<SimulationMethod> All(double level)
    {
        var likelihood = ProportionOptions.Default with { Level = level };
        return
        [
            LogitMethods.Create(PooledEstimator.CommonEffect, LogitInterval.Wald, level),
            LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Wald, level),
            LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Hksj, level),
            LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.HksjAdHoc, level),
            LogitMethods.Create(PooledEstimator.Reml, LogitInterval.Wald, level),
            LogitMethods.Create(PooledEstimator.Reml, LogitInterval.Hksj, level),
            LogitMethods.Create(PooledEstimator.PauleMandel, LogitInterval.Hksj, level),
            new("binomial-normal, profile likelihood", data => Answer(data, likelihood, effect => effect.Pooled)),
            new("binomial-normal, average over studies", data => Answer(data, likelihood, effect => effect.Marginal ?? effect.Pooled), SimulationTarget.Average),
        ];
    }

    private static MethodAnswer Answer(SimulatedProportions data, ProportionOptions options, Func<PooledEffect, Estimate> quantity)
    {
        var study = Array.ConvertAll(data.Totals, _ => string.Empty);
        var effect = Pooling.Proportions(new ProportionData(study, data.Events.Select(e => (long)e), data.Totals.Select(n => (long)n)), options);
        return effect.Converged && quantity(effect) is { Value: { } value, Interval: { } interval }
            ? new MethodAnswer(value, interval.Lower, interval.Upper)
            : MethodAnswer.None;
    }
}
