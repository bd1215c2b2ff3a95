using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>bootstrap [FILE]</c>: intervals from resampled studies, clusters or patients, or from a model.</summary>
internal sealed class BootstrapVerb(CliStreams streams, CancellationToken cancellation)
{
    private readonly SourceOptions _source = new();
    private readonly EffectOptions _effects = new();
    private readonly RunOptions _run = new("Replicates", 10_000, canSplit: true);
    private readonly BootstrapChoices _choices = new();
    private readonly (Option<BootstrapStatistic[][]> Statistic, Option<BootstrapIntervalMethod[]> Method) _shown = BootstrapShown.Options();
    private readonly Option<string[]> _moderators = new("--moderator") { Description = "Wild bootstrap of the coefficients of a regression on this column, numbers or labels; repeat for several; 1999 replicates unless said otherwise", HelpName = "COLUMN", DefaultValueFactory = _ => [] };
    private readonly Option<double?> _level = MethodOptions.Level();
    private readonly Option<OutputFormat?> _format = OutputOptions.Result();

    public Command Create()
    {
        var command = new Command("bootstrap", "Draws studies, clusters of studies or patients with replacement, residuals with random signs, or data from a fitted model; pools every draw; and makes intervals of the mean, tau², I² and the prediction limits from the replicates: percentile, basic, normal, BCa, studentized.");
        _source.AddTo(command);
        _choices.AddTo(command);
        command.Add(_moderators);
        _effects.AddTo(command);
        command.Add(_shown.Statistic);
        command.Add(_shown.Method);
        _run.AddTo(command);
        command.Add(_level);
        command.Add(_format);
        command.SetAction(Run);
        return command.WithExamples(
            ("remission in the bundled evidence, a million replicates", "cartevidence bootstrap --outcome remission --replicates 1000000 --seed 1"),
            ("reports of one centre kept together", "cartevidence bootstrap trials.csv --study trial --events deaths --total n --kind cluster --cluster centre"),
            ("signs of the residuals, REML, limits of the prediction interval", "cartevidence bootstrap --outcome remission --kind wild --tau2 reml --statistic prediction"),
            ("does remission change with the year? one sign a disease", "cartevidence bootstrap --outcome remission --kind wild --moderator year --cluster disease --weights webb"),
            ("one part of eight on one of eight machines, then all together", "cartevidence bootstrap arms.csv --replicates 100000000 --shard 3/8 --out part3.bin\ncartevidence merge part*.bin"));
    }

    private int Run(ParseResult parsed)
    {
        var source = _source.Create(parsed, streams, cancellation);
        var data = _effects.Effects(parsed, source);
        var level = parsed.GetValue(_level) ?? PoolingLevel.Default;
        if (parsed.GetValue(_moderators) is { Length: > 0 } columns)
        {
            Regress(parsed, data, source, columns, level);
            return ExitCode.Done;
        }

        var options = _run.ApplyTo(parsed, BootstrapOptions.Default) with { Estimator = _effects.Estimator(parsed), Record = BootstrapRecord.All, PredictionLevel = level };
        var plan = _choices.Plan(parsed, data, source, options);
        var shown = BootstrapShown.Of(parsed.GetValue(_shown.Statistic), parsed.GetValue(_shown.Method), _choices.Cluster(parsed));
        var (answer, save) = Compute(plan, _choices.KeepAll(parsed, options), shown.Requests(level, options.Estimator));
        _run.Save(parsed, new PartCaption("bootstrap", shown.ToString(), data.Measure.Name, level), options, save, streams);
        if (!_run.IsPart(parsed))
        {
            BootstrapPrinter.Write(answer, shown, data.Measure, level, parsed.GetValue(_format) ?? OutputFormat.Table, streams);
        }

        return ExitCode.Done;
    }

    private void Regress(ParseResult parsed, EffectColumns data, IPoolSource source, string[] columns, double level)
    {
        if (parsed.GetValue(_shown.Statistic) is { Length: > 0 } || parsed.GetValue(_shown.Method) is { Length: > 0 })
        {
            throw new UsageException("--statistic and --interval are of a bootstrap of the mean; that of a regression tests its coefficients and inverts the tests.");
        }

        var options = _choices.OfRegression(parsed, _run.ApplyTo(parsed, WildTestOptions.Default, usual: WildTestOptions.Default.Replicates));
        var regression = new WildModel(_effects.Estimator(parsed), level);
        var moderators = ModeratorColumns.Read(data, source, columns, asLevels: false);
        var labels = _choices.Clusters(parsed, data, source);
        string[]? clusters = labels is null ? null : [.. moderators.Known.Select(i => labels[i])];
        try
        {
            var effect = regression.Fit(data, moderators);
            var wild = ProgressBar.Run(streams, "Bootstrap", progress => effect.WildBootstrap(clusters, options, progress: progress, cancellation: cancellation));
            var run = new WildRun(columns, regression.Name, _choices.Cluster(parsed));
            _run.Save(parsed, run.Caption(data.Measure.Name, level), options, wild.Save, streams);
            if (!_run.IsPart(parsed))
            {
                WildRegressionPrinter.Write(run, wild, data.Measure.Name, parsed.GetValue(_format) ?? OutputFormat.Table, streams);
            }
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: wild bootstrap of {string.Join(", ", columns)}: {ArgumentMessage.Of(unsuitable)}");
        }
    }

    private (BootstrapAnswer Answer, Action<Stream> Save) Compute(BootstrapPlan plan, bool keepAll, IReadOnlyList<BootstrapRequest> requests)
    {
        if (requests.Count == 0)
        {
            throw new UsageException("--statistic and --interval: the estimator has no such interval of such a statistic.");
        }

        try
        {
            if (keepAll)
            {
                var replicates = ProgressBar.Run(streams, "Bootstrap", progress => plan.Run(progress, cancellation));
                return (BootstrapAnswer.Of(replicates), replicates.Save);
            }

            var sketch = ProgressBar.Run(streams, "Bootstrap", progress => plan.Sketch(requests, progress, cancellation));
            return (BootstrapAnswer.Of(sketch), sketch.Save);
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: {ArgumentMessage.Of(unsuitable)}");
        }
    }
}
