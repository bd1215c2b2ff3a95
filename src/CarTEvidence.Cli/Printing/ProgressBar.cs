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
            return work(new Relay<ReportProgress>(_ => { }));
        }

        return Draw(streams, title, tell => work(new Relay<ReportProgress>(step => tell(step.Total == 0 ? 0 : (double)step.Done / step.Total, $"{title}: {step.Step}"))));
    }

    /// <summary>Runs work that tells which fraction of it is done.</summary>
    public static T Run<T>(CliStreams streams, string title, Func<IProgress<double>, T> work) => streams.ErrorIsTerminal
        ? Draw(streams, title, tell => work(new Relay<double>(fraction => tell(fraction, title))))
        : work(new Relay<double>(_ => { }));

    private static T Draw<T>(CliStreams streams, string title, Func<Action<double, string>, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work((fraction, description) =>
                {
                    task.Value = Math.Max(task.Value, fraction);
                    task.Description = Markup.Escape(description);
                });
            });
    }

    /// <summary>Progress without a synchronisation context: told from the thread that did the step, in order.</summary>
    private sealed class Relay<T>(Action<T> tell) : IProgress<T>
    {
        private readonly Lock _one = new();

        public void Report(T value)
        {
            lock (_one)
            {
                tell(value);
            }
        }
    }
}
