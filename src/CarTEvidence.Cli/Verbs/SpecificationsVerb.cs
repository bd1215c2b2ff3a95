using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Printing;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>specifications [FILE]</c>: the answer under every defensible combination of choices.</summary>
internal sealed class SpecificationsVerb(CliStreams streams, CancellationToken cancellation)
{
    private readonly SourceOptions _source = new();

    private readonly Option<Measure[]> _measures = NamedOption.OfManyMeasures("--measure", "Only this scale, repeatable", MeasureKind.Proportion);
    private readonly Option<ProportionModel[]> _models = NamedOption.OfMany("--model", "Only this model, repeatable", MethodNames.ProportionModels);
    private readonly Option<TauSquaredEstimator[]> _estimators = NamedOption.OfMany("--tau2", "Only this estimator of tau², repeatable", MethodNames.TauSquaredEstimators);
    private readonly Option<IntervalMethod[]> _intervals = NamedOption.OfMany("--interval", "Only this interval, repeatable", MethodNames.Intervals);

    private readonly Option<PooledQuantity[]> _quantities = NamedOption.AmongMany(
        "--quantity", "Only the typical study or the average over studies", [("typical", PooledQuantity.Typical), ("average", PooledQuantity.Average)], "quantity");

    private readonly Option<double?> _excluding = NumberOption.Real("--excluding", "Also say which share of the intervals excludes this proportion", "PROPORTION");
    private readonly Option<bool> _all = new("--all") { Description = "Print every specification below the table of choices; csv and json always do" };
    private readonly Option<string?> _figure = new("--figure") { Description = "Also draw the curve into this file", HelpName = "FILE.svg" };
    private readonly Option<double?> _level = MethodOptions.Level();
    private readonly Option<int?> _threads = NumberOption.Whole<int>("--threads", "Threads; the numbers do not depend on them [default: one a processor]", "N");
    private readonly Option<OutputFormat?> _format = OutputOptions.Result();

    public Command Create()
    {
        var command = new Command("specifications", "Pools under every defensible combination of inclusion rule, measure, model, estimator, interval and quantity, and says how much the answer owes to each choice.");
        _source.AddTo(command);
        foreach (var option in new Option[] { _measures, _models, _estimators, _intervals, _quantities, _excluding, _all, _figure, _level, _threads, _format })
        {
            command.Add(option);
        }

        command.SetAction(Run);
        return command.WithExamples(
            ("how much does pooled remission owe to the analyst?", "cartevidence specifications --outcome remission --excluding 0.5"),
            ("random effects alone, every specification as CSV", "cartevidence specifications --outcome remission --model random --format csv"),
            ("the figure", "cartevidence specifications --outcome remission --figure curve.svg"));
    }

    private int Run(ParseResult parsed)
    {
        var excluded = parsed.GetValue(_excluding);
        if (excluded is not (null or (>= 0 and <= 1)))
        {
            throw new UsageException(FormattableString.Invariant($"--excluding {excluded}: a proportion between 0 and 1 is needed."));
        }

        var source = _source.Create(parsed, streams, cancellation);
        var curve = Specify(parsed, source);
        if (parsed.GetValue(_figure) is { } path)
        {
            Draw(curve, path);
        }

        SpecificationPrinter.Write(curve, excluded, parsed.GetValue(_all), parsed.GetValue(_format) ?? OutputFormat.Table, streams);
        return ExitCode.Done;
    }

    private SpecificationCurve Specify(ParseResult parsed, Sources.IPoolSource source)
    {
        try
        {
            var options = Options(parsed);
            return ProgressBar.Run(streams, "Specifications", progress => source.Specify(options, progress, cancellation));
        }
        catch (EvidenceException impossible)
        {
            throw new RefusedException($"cartevidence: {impossible.Message}");
        }
        catch (ArgumentException unsuitable)
        {
            throw new UsageException(ArgumentMessage.Of(unsuitable));
        }
    }

    private SpecificationOptions Options(ParseResult parsed)
    {
        var choices = SpecificationOptions.Default;
        var threads = parsed.GetValue(_threads) ?? choices.Threads;
        return choices with
        {
            Measures = Chosen(parsed, _measures, choices.Measures),
            Models = Chosen(parsed, _models, choices.Models),
            TauSquared = Chosen(parsed, _estimators, choices.TauSquared),
            Intervals = Chosen(parsed, _intervals, choices.Intervals),
            Quantities = Chosen(parsed, _quantities, choices.Quantities),
            Level = parsed.GetValue(_level) ?? choices.Level,
            Threads = threads >= 1 ? threads : throw new UsageException($"--threads {threads}: at least 1 is needed."),
        };
    }

    private static IReadOnlyList<T> Chosen<T>(ParseResult parsed, Option<T[]> option, IReadOnlyList<T> fallback) =>
        parsed.GetValue(option) is { Length: > 0 } chosen ? chosen : fallback;

    private void Draw(SpecificationCurve curve, string path)
    {
        try
        {
            var figure = curve.SpecificationPlot();
            OutputFile.Write(path, () => figure.Save(path));
        }
        catch (ArgumentException unknown)
        {
            throw new UsageException($"--figure: {ArgumentMessage.Of(unknown)}");
        }

        streams.Error.WriteLine($"{path}: specification curve");
    }
}
