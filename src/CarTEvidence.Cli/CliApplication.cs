using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Verbs;

namespace CarTEvidence.Cli;

/// <summary>The command line in one call, so that tests run it in process.</summary>
internal static class CliApplication
{
    /// <summary>Runs one command line to its end.</summary>
    /// <param name="args">Verb and options, without the program's name.</param>
    /// <param name="streams">Where it reads and writes.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>0 done, 1 the input was refused, 2 wrong usage, 130 cancelled.</returns>
    public static int Run(IReadOnlyList<string> args, CliStreams streams, CancellationToken cancellation = default)
    {
        try
        {
            var exitCode = Invoke(args, streams, cancellation);
            streams.Out.Flush();
            return exitCode;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            streams.Error.WriteLine("cartevidence: cancelled");
            return ExitCode.Cancelled;
        }
        catch (RefusedException refused)
        {
            foreach (var problem in refused.Problems)
            {
                streams.Error.WriteLine(problem);
            }

            return ExitCode.Refused;
        }
        catch (UsageException usage)
        {
            streams.Error.WriteLine($"cartevidence: {usage.Message}");
            return ExitCode.WrongUsage;
        }
        catch (IOException closed) when (StandardOutput.ReaderIsGone(closed))
        {
            return ExitCode.Done;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine($"cartevidence: {fault.Message}");
            return ExitCode.Refused;
        }
    }

    private static int Invoke(IReadOnlyList<string> args, CliStreams streams, CancellationToken cancellation)
    {
        var root = Root(args, streams, cancellation);
        var toError = new InvocationConfiguration { Output = streams.Error, Error = streams.Error, EnableDefaultExceptionHandler = false };
        if (args.Count == 0)
        {
            root.Parse(["--help"]).Invoke(toError);
            return ExitCode.WrongUsage;
        }

        var parsed = root.Parse(args);
        var isHelp = parsed.Action is { ClearsParseErrors: true };
        if (!isHelp && UsageErrors.Of(parsed) is { Count: > 0 } mistakes)
        {
            foreach (var mistake in mistakes)
            {
                streams.Error.WriteLine($"cartevidence: {mistake}");
            }

            streams.Error.WriteLine($"See: {string.Join(' ', VerbPath(parsed))} --help");
            return ExitCode.WrongUsage;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = streams.Out, Error = streams.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>The commands to parse by: where the line begins with a verb that verb alone, since making the options of all of them takes longer than most answers.</summary>
    private static RootCommand Root(IReadOnlyList<string> args, CliStreams streams, CancellationToken cancellation)
    {
        (string Name, Func<Command> Create)[] verbs =
        [
            ("fit", () => FitVerb.Create(streams, cancellation)),
            ("validate", () => ValidateVerb.Create(streams, cancellation)),
            ("pool", () => PoolVerb.Create(streams, cancellation)),
            ("report", () => ReportVerb.Create(streams, cancellation)),
            ("data", () => DataVerb.Create(streams, cancellation)),
            ("bootstrap", () => new BootstrapVerb(streams, cancellation).Create()),
            ("merge", () => new MergeVerb(streams, cancellation).Create()),
            ("permute", () => new PermuteVerb(streams, cancellation).Create()),
            ("gosh", () => new GoshVerb(streams, cancellation).Create()),
            ("simulate", () => new SimulateVerb(streams, cancellation).Create()),
            ("audit", () => new AuditVerb(streams, cancellation).Create()),
            ("specifications", () => new SpecificationsVerb(streams, cancellation).Create()),
        ];
        var root = new RootCommand("Pools the clinical evidence on CAR-T cell therapy in autoimmune disease, or any proportions of your own.");
        var named = Array.FindIndex(verbs, verb => args.Count > 0 && verb.Name == args[0]);
        foreach (var verb in named < 0 ? verbs : verbs[named..(named + 1)])
        {
            root.Add(verb.Create());
        }

        return root.WithExamples(
            ("the whole report on the bundled evidence", "cartevidence report --out evidence-report"),
            ("pooled remission in lupus, as a table", "cartevidence pool --outcome remission --where disease=SLE"));
    }

    private static Stack<string> VerbPath(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (Command? command = parsed.CommandResult.Command; command is not null; command = command.Parents.OfType<Command>().FirstOrDefault())
        {
            names.Push(command is RootCommand ? "cartevidence" : command.Name);
        }

        return names;
    }
}
