using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The outcome of a method audit. Promises no value equality.</summary>
/// <param name="Simulation">The simulation, with the table of methods.</param>
/// <param name="Level">The level that was promised.</param>
/// <param name="Recommended">The method to prefer on such data for the typical study; for the average over studies if no method is for the typical one.</param>
/// <param name="Reason">Why, in words, with what is recommended for the average over studies and what goes wrong with the others.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record MethodAuditResult(SimulationResult Simulation, double Level, MethodPerformance Recommended, string Reason)
{
    /// <summary>The method to prefer for the average over studies; <c>null</c> if no method is for it.</summary>
    public MethodPerformance? RecommendedForAverage { get; init; }
}
