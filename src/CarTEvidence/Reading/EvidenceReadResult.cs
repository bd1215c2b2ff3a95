using System.Diagnostics.CodeAnalysis;
using CarTEvidence.Notebooks;

namespace CarTEvidence;

/// <summary>What reading an arms file gave: the evidence, or every reason why there is none.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed class EvidenceReadResult
{
    internal EvidenceReadResult(EvidenceBase? evidence, IReadOnlyList<ReadProblem> problems)
    {
        Problems = problems;
        Errors = [.. problems.Where(p => p.Severity == ProblemSeverity.Error)];
        Warnings = [.. problems.Where(p => p.Severity == ProblemSeverity.Warning)];
        Evidence = Errors.Count == 0 ? evidence : null;
    }

    /// <summary>The evidence; <c>null</c> if the file has errors.</summary>
    public EvidenceBase? Evidence { get; }

    /// <summary>Whether the file has no errors; it may have warnings.</summary>
    [MemberNotNullWhen(true, nameof(Evidence))]
    public bool IsValid => Evidence is not null;

    /// <summary>Every error and warning, in the order of the file.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; }

    /// <summary>Every error, in the order of the file.</summary>
    public IReadOnlyList<ReadProblem> Errors { get; }

    /// <summary>Every warning, in the order of the file.</summary>
    public IReadOnlyList<ReadProblem> Warnings { get; }

    /// <summary>The evidence, for callers who prefer an exception.</summary>
    /// <exception cref="EvidenceFormatException">The file has errors; the exception carries them all.</exception>
    public EvidenceBase OrThrow() => Evidence ?? throw new EvidenceFormatException(Errors);
}
