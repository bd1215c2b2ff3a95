namespace CarTEvidence.Cli.Printing;

/// <summary>Problems of a file, one a line: <c>file:line:column: field: value: what is allowed</c>.</summary>
internal static class ProblemLines
{
    public static string Of(ReadProblem problem, string file)
    {
        var column = problem.Column is { } number ? FormattableString.Invariant($":{number}") : string.Empty;
        var place = FormattableString.Invariant($"{problem.File ?? file}:{problem.Line}{column}:");
        string?[] parts =
        [
            place,
            problem.Severity == ProblemSeverity.Warning ? "warning:" : null,
            problem.Field is { } field ? $"{field}:" : null,
            problem.Value is { } value ? $"\"{value}\":" : null,
            problem.Message + (problem.Allowed is { } allowed ? $"; allowed: {allowed}" : string.Empty),
        ];
        return string.Join(' ', parts.Where(part => part is not null));
    }
}
