using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>permute [FILE]</c>: permutation tests.</summary>
internal sealed class PermuteVerb(CliStreams streams, CancellationToken cancellation)
{
    private readonly SourceOptions _source = new();
    private readonly EffectOptions _effects = new();
    private readonly RunOptions _run = new("Random rearrangements, where there are too many to take them all", 100_000, canSplit: true);
    private readonly Option<double?> _against = NumberOption.Real("--null", "Test the mean against this proportion by flipping signs [default: 0.5]", "PROPORTION");
    private readonly Option<string[]> _moderators = new("--moderator") { Description = "Test this column by rearranging it, numbers or labels; repeat for several together and one by one", HelpName = "COLUMN", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _by = new("--by") { Description = "Test whether the subgroups of this column differ, whatever their number", HelpName = "COLUMN" };
    private readonly Option<bool> _common = new("--common") { Description = "Common-effect model; else tau² is estimated in every rearrangement" };
    private readonly Option<TauSquaredEstimator?> _tauSquared = NamedOption.Of("--tau2", "Estimator of tau² [default: dersimonian-laird]", MethodNames.TauSquaredEstimators);
    private readonly Option<IntervalMethod?> _interval = NamedOption.Of("--interval", "Standard errors behind the statistics: z for wald, else t [default: wald]", MethodNames.Intervals);
    private readonly Option<OutputFormat?> _format = OutputOptions.Result();

    public Command Create()
    {
        var command = new Command("permute", "Tests without a distribution: the mean by flipping signs, moderators and subgroups by rearranging them. Every rearrangement is taken where there are few; else the p-value has its Monte Carlo error beside it and is never 0.");
        _source.AddTo(command);
        _effects.AddTo(command, withEstimator: false);
        command.Add(_moderators);
        command.Add(_by);
        command.Add(_against);
        command.Add(_common);
        command.Add(_tauSquared);
        command.Add(_interval);
        _run.AddTo(command);
        command.Add(_format);
        command.SetAction(Run);
        return command.WithExamples(
            ("does remission change with the year?", "cartevidence permute --outcome remission --moderator year"),
            ("the same with REML and t statistics of Hartung and Knapp", "cartevidence permute --outcome remission --moderator year --tau2 reml --interval hksj"),
            ("do target and year matter, together and one by one?", "cartevidence permute --outcome remission --moderator target --moderator year"),
            ("do the diseases differ?", "cartevidence permute --outcome remission --by disease"),
            ("is the pooled proportion one half?", "cartevidence permute --outcome remission --null 0.5"),
            ("the same with REML and Hartung–Knapp standard errors", "cartevidence permute --outcome remission --null 0.5 --tau2 reml --interval hksj"),
            ("two groups of your own", "cartevidence permute trials.csv --study trial --events deaths --total n --moderator arm"));
    }

    private int Run(ParseResult parsed)
    {
        var options = _run.ApplyTo(parsed, PermutationOptions.Default) with { RandomEffects = !parsed.GetValue(_common) };
        var source = _source.Create(parsed, streams, cancellation);
        var columns = parsed.GetValue(_moderators) ?? [];
        var by = parsed.GetValue(_by);
        if (new[] { columns.Length > 0, by is not null, parsed.GetValue(_against) is not null }.Count(asked => asked) > 1)
        {
            throw new UsageException("--moderator, --by and --null are different tests; ask for one at a time.");
        }

        var model = Model(parsed, options);
        var data = _effects.Effects(parsed, source);
        var format = parsed.GetValue(_format) ?? OutputFormat.Table;
        if (columns.Length == 0 && by is null)
        {
            var (title, result) = Mean(data, parsed.GetValue(_against) ?? 0.5, options, model);
            Finish(parsed, new PartCaption("permute", title, data.Measure.Name, PoolingLevel.Default), options, result.Save, () => PermutationPrinter.Write(title, result, data.Measure.Name, format, streams));
            return ExitCode.Done;
        }

        var moderators = ModeratorColumns.Read(data, source, by is null ? columns : [by], asLevels: by is not null);
        var what = by is null ? $"Permutation test of {string.Join(", ", columns)}" : $"Permutation test that the subgroups of {by} agree";
        Rearrange(parsed, data, moderators, FormattableString.Invariant($"{what}{model?.Words}, {moderators.Known.Length} studies"), options, model, by is null && moderators.IsSingle && options.RandomEffects);
        return ExitCode.Done;
    }

    private void Rearrange(ParseResult parsed, EffectColumns data, ModeratorColumns moderators, string title, PermutationOptions options, PermutedModel? model, bool asSlope)
    {
        double[] effects = [.. moderators.Known.Select(i => data.Effect[i])], variances = [.. moderators.Known.Select(i => data.Variance[i])];
        var (measure, format) = (data.Measure.Name, parsed.GetValue(_format) ?? OutputFormat.Table);
        var caption = new PartCaption("permute", title, measure, PoolingLevel.Default);
        try
        {
            if (asSlope && model is null)
            {
                var slope = ProgressBar.Run(streams, "Permutations", progress => PermutationTest.Slope(effects, variances, moderators.Columns[0], options, progress, cancellation));
                Finish(parsed, caption, options, slope.Save, () => PermutationPrinter.Write(title, slope, measure, format, streams));
                return;
            }

            var test = ProgressBar.Run(streams, "Permutations", progress => model is null
                ? PermutationTest.Regression(effects, variances, moderators.Columns, options, progress, cancellation)
                : model.Fit(effects, variances, moderators).Permute(options, progress, cancellation));
            if (test.Coefficients.Count < moderators.Names.Count)
            {
                throw new ArgumentException("A moderator follows from the others.", nameof(parsed));
            }

            Finish(
                parsed, caption with { Names = string.Join('\n', moderators.Names) }, options, test.Save, () => PermutationPrinter.Write(title, test, moderators.Names, measure, format, streams));
        }
        catch (Exception unsuitable) when (unsuitable is ArgumentException or InvalidOperationException)
        {
            throw new RefusedException($"cartevidence: {title}: {(unsuitable is ArgumentException argument ? ArgumentMessage.Of(argument) : unsuitable.Message)}");
        }
    }

    /// <summary>The model that is fitted to every order; <c>null</c> for the one that has vectors of its own, DerSimonian and Laird's with z.</summary>
    /// <exception cref="UsageException">The choices do not go together.</exception>
    private PermutedModel? Model(ParseResult parsed, PermutationOptions options)
    {
        var (estimator, interval) = (parsed.GetValue(_tauSquared), parsed.GetValue(_interval));
        if (interval is IntervalMethod.ProfileLikelihood or IntervalMethod.Bootstrap)
        {
            throw new UsageException($"--interval {MethodNames.Intervals[interval.Value].Name}: it has no statistics to permute; take wald, t, hksj, hksj-adhoc or kenward-roger.");
        }

        if (estimator is not null && !options.RandomEffects)
        {
            throw new UsageException("--common has no tau² to estimate, and --tau2 says how; ask for one of them.");
        }

        return estimator is null or TauSquaredEstimator.DerSimonianLaird && interval is null or IntervalMethod.Wald
            ? null
            : new PermutedModel(estimator ?? TauSquaredEstimator.DerSimonianLaird, interval ?? IntervalMethod.Wald, !options.RandomEffects);
    }

    private void Finish(ParseResult parsed, PartCaption caption, PermutationOptions options, Action<Stream> numbers, Action print)
    {
        _run.Save(parsed, caption, options, numbers, streams);
        if (!_run.IsPart(parsed))
        {
            print();
        }
    }

    private (string Title, PermutationResult Result) Mean(EffectColumns data, double against, PermutationOptions options, PermutedModel? model)
    {
        if (against is not (> 0 and < 1))
        {
            throw new UsageException(FormattableString.Invariant($"--null {against}: a proportion strictly between 0 and 1 is needed."));
        }

        var zero = data.Measure.ToAnalysis(against);
        var title = FormattableString.Invariant($"Sign-flip test that the typical proportion is {against}{model?.Words}");
        try
        {
            var result = ProgressBar.Run(streams, "Sign flips", progress => model is null
                ? PermutationTest.Mean([.. data.Effect.Select(e => e - zero)], data.Variance, options, progress, cancellation)
                : model.Fit(data.Effect, data.Variance).PermuteSigns(zero, options, progress, cancellation));
            return (title, result);
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: {title}: {ArgumentMessage.Of(unsuitable)}");
        }
    }
}
