using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Sources;

/// <summary>A pooled result in the forms that a verb may be asked for; each is made when it is asked for.</summary>
internal sealed record PooledResult(PooledEffect Effect, Func<ResultSummary> Summary, Func<string> Json, Func<Figure> Forest);
