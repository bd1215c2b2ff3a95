using CarTEvidence.Notebooks;

namespace CarTEvidence.Resampling;

/// <summary>The outcome of a method audit. Promises no value equality.</summary>
/// <param name="Simulation">The simulation, with the table of methods.</param>
/// <param name="Level">The level that was promised.</param>
/// <param name="Recommended">The method to prefer on such data.</param>
/// <param name="Reason">Why, in a sentence.</param>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed record MethodAuditResult(SimulationResult Simulation, double Level, MethodPerformance Recommended, string Reason);
