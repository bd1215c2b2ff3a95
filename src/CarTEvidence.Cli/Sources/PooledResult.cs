using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Sources;

/// <summary>A pooled result in the forms that a verb may be asked for; each is made when it is asked for.</summary>
internal sealed record PooledResult(PooledEffect Effect, Func<ResultSummary> Summary, Func<string> Json, Func<ForestPlotOptions?, Figure> Forest)
{
    /// <summary>The pooled outcome, where arms were pooled rather than the counts of any CSV.</summary>
    public PooledOutcome? Outcome { get; init; }

    /// <summary>The arms it was counted in.</summary>
    public EvidenceBase? Evidence { get; init; }
}
