using System.CommandLine;
using CarTEvidence.Cli.Fit;
using CarTEvidence.Cli.Help;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>fit [FILE|-]</c>: the engine, headless.</summary>
internal static class FitVerb
{
    public static Command Create(CliStreams streams, CancellationToken cancellation)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON requests: one object, an array, or one object a line; - or nothing reads standard input.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "-",
        };
        var command = new Command("fit", "Answers JSON requests with one JSON answer a line, in order, as they come. A request that cannot be answered gets an error object in its place.") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, streams, cancellation));
        return command.WithExamples(
            ("one request from a pipe", """echo '{"kind":"proportions","study":["A","B","C"],"events":[5,12,8],"total":[5,15,9]}' | cartevidence fit"""),
            ("a thousand requests, one a line, from R or Python", "cartevidence fit requests.ndjson > answers.ndjson"),
            ("exit code: 0, or 1 if no request could be answered", "cartevidence fit one.json && echo answered"));
    }

    private static int Run(string file, CliStreams streams, CancellationToken cancellation)
    {
        if (file == "-")
        {
            return Answer(streams.In, streams, cancellation);
        }

        using var reader = InputFile.Open(file);
        return Answer(reader, streams, cancellation);
    }

    private static int Answer(TextReader input, CliStreams streams, CancellationToken cancellation)
    {
        long answered = 0, refused = 0;
        AnswerPipeline.Run(new RequestSplitter(input, cancellation).Read(), Print, cancellation);
        if (answered + refused == 0)
        {
            throw new RefusedException("cartevidence: the input holds no request.");
        }

        if (refused > 0)
        {
            streams.Error.WriteLine(FormattableString.Invariant($"cartevidence: {refused} of {answered + refused} requests could not be answered"));
        }

        return answered > 0 ? ExitCode.Done : ExitCode.Refused;

        // A caller that writes one request and waits for its answer must get it: every line is flushed.
        void Print(string line, bool isAnswer)
        {
            answered += isAnswer ? 1 : 0;
            refused += isAnswer ? 0 : 1;
            streams.Out.Write(line);
            streams.Out.Write('\n');
            streams.Out.Flush();
        }
    }
}
