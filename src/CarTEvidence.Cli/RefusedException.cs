namespace CarTEvidence.Cli;

/// <summary>The input cannot be used; carries every problem, one a line.</summary>
internal sealed class RefusedException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public RefusedException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems { get; } = problems;
}
