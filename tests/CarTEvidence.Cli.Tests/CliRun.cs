namespace CarTEvidence.Cli.Tests;

/// <summary>One run of the application in process: what it printed and how it ended.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static CliRun Of(params string[] args) => With(string.Empty, CancellationToken.None, args);

    public static CliRun WithInput(string input, params string[] args) => With(input, CancellationToken.None, args);

    public static CliRun With(string input, CancellationToken cancellation, params string[] args)
    {
        using var reader = new StringReader(input);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = CliApplication.Run(args, new CliStreams(reader, output, error), cancellation);
        var run = new CliRun(exitCode, output.ToString(), error.ToString());
        if ((args is ["fit", ..] && !args.Contains("--help")) || args is ["pool", .., "json"])
        {
            // Whatever a test is about: what scripts read always has the documented shape.
            Schemas.RequireAnswers(run.Out);
        }

        if (args is ["bootstrap" or "permute" or "gosh" or "simulate" or "audit" or "specifications" or "merge", ..] && run.Out.StartsWith('{'))
        {
            Schemas.RequireResampling(run.Out);
        }

        return run;
    }
}
