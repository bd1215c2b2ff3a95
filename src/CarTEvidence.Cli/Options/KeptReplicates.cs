namespace CarTEvidence.Cli.Options;

/// <summary>What is kept of a bootstrap.</summary>
internal enum KeptReplicates
{
    /// <summary>Every replicate.</summary>
    All,

    /// <summary>What the limits asked for need.</summary>
    Limits,
}
