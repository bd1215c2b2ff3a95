using System.CommandLine;
using CarTEvidence.Cli.Help;
using CarTEvidence.Cli.Options;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Verbs;

/// <summary><c>audit [FILE]</c>: which interval keeps its promise for data like these.</summary>
internal sealed class AuditVerb(CliStreams streams, CancellationToken cancellation)
{
    private readonly SourceOptions _source = new();
    private readonly TruthOptions _truth = new("[default: as fitted to the data by the binomial-normal model]");
    private readonly RunOptions _run = new("Simulated data sets", 10_000, canSplit: true);
    private readonly Option<double?> _level = MethodOptions.Level();
    private readonly Option<OutputFormat?> _format = OutputOptions.Result();

    public Command Create()
    {
        var command = new Command("audit", "Simulates data like these (their studies, their sizes, the fitted mean and tau²), gives them to the usual methods, and says which interval covers as it promises.");
        _source.AddTo(command);
        _truth.AddTo(command);
        _run.AddTo(command);
        command.Add(_level);
        command.Add(_format);
        command.SetAction(Run);
        return command.WithExamples(
            ("remission in the bundled evidence", "cartevidence audit --outcome remission"),
            ("nobody had the event: suppose that one in a hundred would", "cartevidence audit --outcome \"crs>=3\" --proportion 0.01 --tau 0.5"));
    }

    private int Run(ParseResult parsed)
    {
        var level = parsed.GetValue(_level) ?? PoolingLevel.Default;
        var options = _run.ApplyTo(parsed, SimulationOptions.Default);
        var fit = PoolCall.Run(_source.Create(parsed, streams, cancellation), new MethodChoices(), null, _ => Moderators.None).Effect;
        var fitted = fit.Transformed.Value is { } value && double.IsFinite(value) ? value : (double?)null;
        var (mean, tauSquared) = _truth.Read(parsed, fitted, fit.Heterogeneity.TauSquared ?? 0);
        if (mean is null || tauSquared is null)
        {
            throw new RefusedException("cartevidence: every patient, or none, has the event, so that no truth can be fitted; say which to suppose with --proportion and --tau.");
        }

        int[] totals = [.. fit.Studies.Select(study => (int)study.Total!.Value)];
        try
        {
            var design = new SimulationDesign(totals, mean.Value, tauSquared.Value);
            var simulation = ProgressBar.Run(streams, "Audit", progress => Simulation.Run(design, AuditedMethods.All(level), options, progress, cancellation));
            _run.Save(parsed, new PartCaption("audit", string.Empty, string.Empty, level), options, simulation.Save, streams);
            if (!_run.IsPart(parsed))
            {
                PerformancePrinter.Write("audit", simulation, level, MethodAudit.Recommend(simulation, level), parsed.GetValue(_format) ?? OutputFormat.Table, streams);
            }

            return ExitCode.Done;
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: {ArgumentMessage.Of(unsuitable)}");
        }
    }
}
