using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Sources;

/// <summary>Something that can be pooled with the choices of a command line.</summary>
internal interface IPoolSource
{
    /// <summary>The text of a column, one entry a pooled study, <c>null</c> or empty where it is blank.</summary>
    /// <exception cref="UsageException">There is no such column.</exception>
    IReadOnlyList<string?> Column(string column);

    /// <summary>Pools: in subgroups if <paramref name="by"/> names a column, by meta-regression on the columns that <paramref name="moderators"/> reads.</summary>
    /// <exception cref="ArgumentException">The choices do not go together, or there is no such column.</exception>
    PooledResult Pool(MethodChoices choices, string? by, Func<Func<string, IReadOnlyList<string?>>, Moderators> moderators);

    /// <summary>Pools under every combination of choices; arms under every rule of inclusion too.</summary>
    /// <exception cref="ArgumentException">The choices amount to nothing.</exception>
    SpecificationCurve Specify(SpecificationOptions options, IProgress<double>? progress, CancellationToken cancellation);
}
