using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Sources;

/// <summary>The methods that an audit compares: what is commonly printed, and this engine's likelihood models.</summary>
internal static class AuditedMethods
{
    public static IReadOnlyList<SimulationMethod> All(double level) =>
    [
        LogitMethods.Create(PooledEstimator.CommonEffect, LogitInterval.Wald, level),
        LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Wald, level),
        LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.Hksj, level),
        LogitMethods.Create(PooledEstimator.DerSimonianLaird, LogitInterval.HksjAdHoc, level),
        LogitMethods.Create(PooledEstimator.Reml, LogitInterval.Wald, level),
        LogitMethods.Create(PooledEstimator.Reml, LogitInterval.Hksj, level),
        LogitMethods.Create(PooledEstimator.PauleMandel, LogitInterval.Hksj, level),
        ProportionMethods.PooledCounts(level),
        ProportionMethods.BinomialNormal(PooledQuantity.Typical, level),
        ProportionMethods.BinomialNormal(PooledQuantity.Average, level),
        ProportionMethods.Bayesian(null, PooledQuantity.Typical, level),
        ProportionMethods.Bayesian(null, PooledQuantity.Average, level),
    ];
}
