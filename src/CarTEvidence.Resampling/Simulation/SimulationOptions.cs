namespace CarTEvidence.Resampling;

/// <summary>Choices of a simulation; a replicate is a data set, which all methods see.</summary>
public sealed record SimulationOptions : ResamplingOptions
{
    /// <summary>All defaults.</summary>
    public static SimulationOptions Default { get; } = new();
}
