namespace CarTEvidence.Resampling;

/// <summary>The estimates of every non-empty subset, ordered by bit mask: entry <c>s − 1</c> belongs to the subset whose mask is <c>s</c>, study i being bit i.</summary>
/// <param name="Means">Pooled means.</param>
/// <param name="ISquared">I² from Q, in percent; 0 for a single study.</param>
/// <param name="TauSquared">Estimates of tau²; 0 for a single study and for the common effect.</param>
/// <remarks>Promises no value equality.</remarks>
public sealed record SubsetEstimates(double[] Means, double[] ISquared, double[] TauSquared);
