using CarTEvidence.Reports;
using Spectre.Console;

namespace CarTEvidence.Cli.Printing;

/// <summary>A progress bar on standard error where that is a terminal; nothing elsewhere.</summary>
internal static class ProgressBar
{
    /// <summary>Runs work that tells how far it is.</summary>
    public static T Run<T>(CliStreams streams, string title, Func<IProgress<ReportProgress>, T> work)
    {
        if (!streams.ErrorIsTerminal)
        {
            return work(new Relay(_ => { }));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var task = context.AddTask(title);
                return work(new Relay(step =>
                {
                    task.MaxValue = step.Total;
                    task.Value = Math.Max(task.Value, step.Done);
                    task.Description = Markup.Escape($"{title}: {step.Step}");
                }));
            });
    }

    /// <summary>Progress without a synchronisation context: told from the thread that did the step, in order.</summary>
    private sealed class Relay(Action<ReportProgress> tell) : IProgress<ReportProgress>
    {
        private readonly Lock _one = new();

        public void Report(ReportProgress value)
        {
            lock (_one)
            {
                tell(value);
            }
        }
    }
}
