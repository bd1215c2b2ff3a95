using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Printing;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>validate FILE</c>: lists every problem of an arms file, and prints nothing else.</summary>
internal static class ValidateVerb
{
    public static Command Create(CliStreams streams, CancellationToken cancellation)
    {
        var file = new Argument<string>("FILE") { Description = "CSV of trial arms; - reads standard input." };
        var command = new Command("validate", "Checks a CSV of trial arms and lists every problem, one a line: file:line:column: field: value: what is allowed. A good file prints nothing.") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, streams, cancellation));
        return command.WithExamples(
            ("check a file; exit code 0 if it is good, 1 if it has errors", "cartevidence validate arms.csv && echo good"),
            ("start a file of your own from the bundled evidence", "cartevidence data export --out arms.csv --where disease=SLE"));
    }

    private static int Run(string file, CliStreams streams, CancellationToken cancellation)
    {
        var result = EvidenceInput.Result(file, streams, cancellation);
        foreach (var problem in result.Problems)
        {
            var stream = problem.Severity == ProblemSeverity.Warning ? streams.Error : streams.Out;
            stream.WriteLine(ProblemLines.Of(problem, EvidenceInput.Name(file)));
        }

        return result.IsValid ? ExitCode.Done : ExitCode.Refused;
    }
}
