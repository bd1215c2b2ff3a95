using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>simulate</c>: how methods do on trials that one makes up, of a single arm or of two.</summary>
internal sealed class SimulateVerb(CliStreams streams, CancellationToken cancellation)
{
    // The exact conditional likelihood takes milliseconds a data set.
    private const long UsualTwoArms = 1_000;

    private const string Distributions = "normal, skewed, two-point";

    private readonly Option<int[]?> _sizes = new("--sizes") { Description = "Patients of the studies, separated by commas: one a study, or what sizes are drawn from with --studies", HelpName = "N,N,…", CustomParser = result => ParseSizes("--sizes", result), Required = true };
    private readonly Option<int?> _studies = NumberOption.Whole<int>("--studies", "Studies in a data set, their sizes drawn anew each time from --sizes", "K");
    private readonly TruthOptions _truth = new(string.Empty);
    private readonly TwoArmTruthOptions _twoArms = new(new("--control-sizes") { Description = "Two arms: patients of the control arms, pair by pair with --sizes [default: as many as treated]", HelpName = "N,N,…", CustomParser = result => ParseSizes("--control-sizes", result) });
    private readonly Option<EffectDistribution?> _distribution = NamedOption.Create<EffectDistribution?>(
        "--distribution", $"How the studies' logits scatter: {Distributions} [default: normal]", Distributions.Split(", "), ParseDistribution, "distribution known here", Distributions);

    private readonly RunOptions _run = new("Simulated data sets", 10_000, canSplit: true);
    private readonly Option<double?> _level = MethodOptions.Level();
    private readonly Option<OutputFormat?> _format = OutputOptions.Result();

    public Command Create()
    {
        var command = new Command("simulate", "Simulates trials of a single arm, or with --control-risk of two, and says how the usual methods do: coverage, width, bias, each with its Monte Carlo error.") { _sizes, _studies };
        _truth.AddTo(command);
        command.Add(_distribution);
        _twoArms.AddTo(command);
        _run.AddTo(command);
        command.Add(_level);
        command.Add(_format);
        command.SetAction(Run);
        return command.WithExamples(
            ("ten small trials, one patient in twenty has the event", "cartevidence simulate --studies 10 --sizes 3,5,8,12,20 --proportion 0.05 --tau 0.7"),
            ("six trials of given sizes, a long tail of high proportions", "cartevidence simulate --sizes 5,7,3,6,10,12 --proportion 0.9 --tau 1 --distribution skewed"),
            ("ten trials of two arms, one control patient in fifty has the event, odds ratio 2", "cartevidence simulate --studies 10 --sizes 30,60,100 --control-risk 0.02 --effect 2 --tau 0.3"));
    }

    private int Run(ParseResult parsed)
    {
        var level = parsed.GetValue(_level) ?? PoolingLevel.Default;
        if (_twoArms.IsAsked(parsed))
        {
            return RunTwoArms(parsed, level);
        }

        var (mean, tauSquared) = _truth.Read(parsed, null, null);
        if (mean is null || tauSquared is null)
        {
            throw new UsageException("--proportion and --tau say which truth to draw from; both are needed.");
        }

        var sizes = parsed.GetValue(_sizes)!;
        try
        {
            var design = parsed.GetValue(_studies) is { } studies
                ? new SimulationDesign(sizes, studies, mean.Value, tauSquared.Value)
                : new SimulationDesign(sizes, mean.Value, tauSquared.Value);
            design = design with { Distribution = parsed.GetValue(_distribution) ?? EffectDistribution.Normal };
            var options = _run.ApplyTo(parsed, SimulationOptions.Default);
            var result = ProgressBar.Run(streams, "Simulation", progress => Simulation.Run(design, AuditedMethods.All(level), options, progress, cancellation));
            _run.Save(parsed, new PartCaption("simulate", string.Empty, string.Empty, level), options, result.Save, streams);
            if (!_run.IsPart(parsed))
            {
                PerformancePrinter.Write("simulate", result, level, null, parsed.GetValue(_format) ?? OutputFormat.Table, streams);
            }

            return ExitCode.Done;
        }
        catch (ArgumentException unsuitable)
        {
            throw new UsageException(ArgumentMessage.Of(unsuitable));
        }
    }

    private int RunTwoArms(ParseResult parsed, double level)
    {
        var tau = _truth.Tau(parsed);
        try
        {
            var design = _twoArms.Design(parsed, parsed.GetValue(_sizes)!, parsed.GetValue(_studies), tau, parsed.GetValue(_distribution) ?? EffectDistribution.Normal);
            var options = _run.ApplyTo(parsed, SimulationOptions.Default, usual: UsualTwoArms);
            var result = ProgressBar.Run(streams, "Simulation", progress => Simulation.Run(design, TwoArmMethods.Usual(design.Measure, level), options, progress, cancellation));
            _run.Save(parsed, new PartCaption(TwoArmPerformancePrinter.Routine, string.Empty, string.Empty, level), options, result.Save, streams);
            if (!_run.IsPart(parsed))
            {
                TwoArmPerformancePrinter.Write(result, level, parsed.GetValue(_format) ?? OutputFormat.Table, streams);
            }

            return ExitCode.Done;
        }
        catch (ArgumentException unsuitable)
        {
            throw new UsageException(ArgumentMessage.Of(unsuitable));
        }
    }

    private static int[]? ParseSizes(string option, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var sizes = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < 1)
            {
                result.AddError($"{option}: \"{part}\" is no number of patients; give whole numbers of at least 1, separated by commas.");
                return null;
            }

            sizes.Add(size);
        }

        return [.. sizes];
    }

    private static EffectDistribution? ParseDistribution(string text) => text.ToUpperInvariant() switch
    {
        "NORMAL" => EffectDistribution.Normal,
        "SKEWED" => EffectDistribution.Skewed,
        "TWO-POINT" => EffectDistribution.TwoPoint,
        _ => null,
    };
}
