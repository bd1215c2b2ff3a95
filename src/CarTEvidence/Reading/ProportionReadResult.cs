using System.Diagnostics.CodeAnalysis;

namespace CarTEvidence;

/// <summary>What reading a table of counts gave: the table, or every reason why there is none.</summary>
public sealed class ProportionReadResult
{
    internal ProportionReadResult(ProportionTable? table, IReadOnlyList<ReadProblem> problems)
    {
        Problems = problems;
        Errors = [.. problems.Where(p => p.Severity == ProblemSeverity.Error)];
        Warnings = [.. problems.Where(p => p.Severity == ProblemSeverity.Warning)];
        Table = Errors.Count == 0 ? table : null;
    }

    /// <summary>The table; <c>null</c> if the file has errors.</summary>
    public ProportionTable? Table { get; }

    /// <summary>Whether the file has no errors; it may have warnings.</summary>
    [MemberNotNullWhen(true, nameof(Table))]
    public bool IsValid => Table is not null;

    /// <summary>Every error and warning, in the order of the file.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; }

    /// <summary>Every error, in the order of the file.</summary>
    public IReadOnlyList<ReadProblem> Errors { get; }

    /// <summary>Every warning, in the order of the file.</summary>
    public IReadOnlyList<ReadProblem> Warnings { get; }

    /// <summary>The table, for callers who prefer an exception.</summary>
    /// <exception cref="EvidenceFormatException">The file has errors; the exception carries them all.</exception>
    public ProportionTable OrThrow() => Table ?? throw new EvidenceFormatException(Errors);
}
