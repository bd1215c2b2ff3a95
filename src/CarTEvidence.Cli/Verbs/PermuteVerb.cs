using System.CommandLine;
using System.Globalization;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>permute [FILE]</c>: permutation tests.</summary>
internal sealed class PermuteVerb(CliStreams streams, CancellationToken cancellation)
{
    private readonly SourceOptions _source = new();
    private readonly EffectOptions _effects = new();
    private readonly RunOptions _run = new("Random rearrangements, where there are too many to take them all", 100_000, canSplit: true);
    private readonly Option<double?> _against = new("--null") { Description = "Test the mean against this proportion by flipping signs [default: 0.5]", HelpName = "PROPORTION" };
    private readonly Option<string?> _moderator = new("--moderator") { Description = "Test this column by rearranging it: a number, or a column with two values", HelpName = "COLUMN" };
    private readonly Option<bool> _common = new("--common") { Description = "Common-effect model; else tau² is estimated in every rearrangement (DerSimonian–Laird)" };
    private readonly Option<OutputFormat?> _format = OutputOptions.Format("How the result is printed", OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv, OutputFormat.Markdown);

    public Command Create()
    {
        var command = new Command("permute", "Tests without a distribution: the mean by flipping signs, a moderator by rearranging it. Every rearrangement is taken where there are few; else the p-value has its Monte Carlo error beside it and is never 0.");
        _source.AddTo(command);
        _effects.AddTo(command, withEstimator: false);
        command.Add(_moderator);
        command.Add(_against);
        command.Add(_common);
        _run.AddTo(command);
        command.Add(_format);
        command.SetAction(Run);
        return command.WithExamples(
            ("does remission change with the year?", "cartevidence permute --outcome remission --moderator year"),
            ("is the pooled proportion one half?", "cartevidence permute --outcome remission --null 0.5"),
            ("two groups of your own", "cartevidence permute trials.csv --study trial --events deaths --total n --moderator arm"));
    }

    private int Run(ParseResult parsed)
    {
        var options = _run.ApplyTo(parsed, PermutationOptions.Default) with { RandomEffects = !parsed.GetValue(_common) };
        var source = _source.Create(parsed, streams, cancellation);
        var column = parsed.GetValue(_moderator);
        if (column is not null && parsed.GetValue(_against) is not null)
        {
            throw new UsageException("--moderator and --null are two tests; ask for one at a time.");
        }

        var data = _effects.Effects(parsed, source);
        var (title, result) = column is null ? Mean(data, parsed.GetValue(_against) ?? 0.5, options) : Slope(data, column, source, options);
        _run.Save(parsed, new PartCaption("permute", title, data.Measure.Name, PoolingLevel.Default), options, result.Save, streams);
        if (!_run.IsPart(parsed))
        {
            PermutationPrinter.Write(title, result, data.Measure.Name, parsed.GetValue(_format) ?? OutputFormat.Table, streams);
        }

        return ExitCode.Done;
    }

    private (string Title, PermutationResult Result) Mean(EffectColumns data, double against, PermutationOptions options)
    {
        if (against is not (> 0 and < 1))
        {
            throw new UsageException(FormattableString.Invariant($"--null {against}: a proportion strictly between 0 and 1 is needed."));
        }

        var zero = data.Measure.ToAnalysis(against);
        var result = ProgressBar.Run(streams, "Sign flips", progress => PermutationTest.Mean([.. data.Effect.Select(e => e - zero)], data.Variance, options, progress, cancellation));
        return (FormattableString.Invariant($"Sign-flip test that the typical proportion is {against}"), result);
    }

    private (string Title, PermutationResult Result) Slope(EffectColumns data, string column, IPoolSource source, PermutationOptions options)
    {
        var texts = source.Column(column);
        var moderator = Numbers(column, [.. data.Index.Select(i => texts[i])]);
        int[] known = [.. Enumerable.Range(0, moderator.Length).Where(i => !double.IsNaN(moderator[i]))];
        try
        {
            var result = ProgressBar.Run(streams, "Permutations", progress => PermutationTest.Slope(
                [.. known.Select(i => data.Effect[i])], [.. known.Select(i => data.Variance[i])], [.. known.Select(i => moderator[i])], options, progress, cancellation));
            return ($"Permutation test of {column}, {known.Length} studies", result);
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: {column}: {ArgumentMessage.Of(unsuitable)}");
        }
    }

    private static double[] Numbers(string column, IReadOnlyList<string?> texts)
    {
        string[] levels = [.. texts.OfType<string>().Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (Array.TrueForAll(levels, level => double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)))
        {
            return [.. texts.Select(t => string.IsNullOrEmpty(t) ? double.NaN : double.Parse(t, NumberStyles.Float, CultureInfo.InvariantCulture))];
        }

        return levels.Length == 2
            ? [.. texts.Select(t => string.IsNullOrEmpty(t) ? double.NaN : t == levels[1] ? 1.0 : 0)]
            : throw new RefusedException($"cartevidence: {column}: a permutation test takes numbers or two values; found {string.Join(", ", levels)}.");
    }
}
