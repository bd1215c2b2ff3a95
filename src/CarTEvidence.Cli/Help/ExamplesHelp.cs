using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace CarTEvidence.Cli.Help;

/// <summary>Help that ends in examples: what one wants, and the line that does it.</summary>
internal static class ExamplesHelp
{
    private const int Width = 120;

    /// <summary>Gives a command a help option of its own that ends in <paramref name="examples"/>.</summary>
    public static T WithExamples<T>(this T command, params (string Purpose, string Line)[] examples)
        where T : Command
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            help = new HelpOption();
            command.Add(help);
        }

        help.Action = new Action((HelpAction)help.Action!, examples);
        return command;
    }

    private sealed class Action(HelpAction usual, (string Purpose, string Line)[] examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var configuration = parseResult.InvocationConfiguration;
            var output = configuration.Output;
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            configuration.Output = text;
            usual.MaxWidth = Width;
            usual.Invoke(parseResult);
            configuration.Output = output;

            // The usage line names the executable file; people type the tool's command.
            output.Write(text.ToString().Replace($"  {parseResult.RootCommandResult.Command.Name} ", "  cartevidence ", StringComparison.Ordinal).ReplaceLineEndings(output.NewLine));
            output.WriteLine("Examples:");
            foreach (var (purpose, line) in examples)
            {
                output.WriteLine($"  # {purpose}");
                foreach (var part in line.Split('\n'))
                {
                    output.WriteLine($"  {part}");
                }
            }

            return ExitCode.Done;
        }
    }
}
