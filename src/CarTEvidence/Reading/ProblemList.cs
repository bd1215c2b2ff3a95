namespace CarTEvidence;

/// <summary>Gathers the problems of one file.</summary>
internal sealed class ProblemList(string? file)
{
    private readonly List<ReadProblem> _problems = [];

    public bool HasErrors { get; private set; }

    public void Error(long line, string message) => Add(new(ProblemSeverity.Error, line, message));

    public void Warning(long line, string message) => Add(new(ProblemSeverity.Warning, line, message));

    public void Add(ReadProblem problem)
    {
        HasErrors |= problem.Severity == ProblemSeverity.Error;
        _problems.Add(problem with { File = file });
    }

    /// <summary>In the order of the file; what is found only at its end stands at the row it speaks of.</summary>
    public IReadOnlyList<ReadProblem> InOrder() => [.. _problems.OrderBy(p => p.Line)];
}
