using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Printing;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Sources;

/// <summary>Pools a source, and says in the user's words why that is not possible.</summary>
internal static class PoolCall
{
    /// <summary>Pools.</summary>
    /// <exception cref="RefusedException">The input does not allow it.</exception>
    /// <exception cref="UsageException">The choices do not go together, or there is no such column.</exception>
    public static PooledResult Run(IPoolSource source, MethodChoices choices, string? by, Func<Func<string, IReadOnlyList<string?>>, Moderators> moderators)
    {
        try
        {
            return source.Pool(choices, by, moderators);
        }
        catch (EvidenceException impossible)
        {
            throw new RefusedException($"cartevidence: {impossible.Message}");
        }
        catch (ArgumentException unsuitable)
        {
            throw new UsageException(ArgumentMessage.Of(unsuitable));
        }
    }
}
