using CarTEvidence.Cli.Options;

namespace CarTEvidence.Cli.Sources;

/// <summary>Something that can be pooled with the choices of a command line.</summary>
internal interface IPoolSource
{
    /// <summary>Pools, in subgroups if <paramref name="by"/> names a column.</summary>
    /// <exception cref="ArgumentException">The choices do not go together, or there is no such column.</exception>
    PooledResult Pool(MethodChoices choices, string? by);
}
