using System.CommandLine;
using CarTEvidence.Cli.Printing;
using CarTEvidence.Cli.Sources;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Options;

/// <summary>What a bootstrap draws, and what is kept of it.</summary>
internal sealed class BootstrapChoices
{
    // Beyond so many replicates, what is recorded of them takes hundreds of megabytes.
    private const long MostKept = 5_000_000;

    private readonly Option<BootstrapKind?> _kind = NamedOption.Among("--kind", "What is drawn [default: studies]", BootstrapNames.Kinds, "kind of bootstrap");
    private readonly Option<string?> _cluster = new("--cluster") { Description = "Column that says which studies belong together; for --kind cluster and wild", HelpName = "COLUMN" };
    private readonly Option<WildWeights?> _weights = NamedOption.Among("--weights", "Multipliers of a wild bootstrap [default: rademacher]", BootstrapNames.Weights, "distribution of the multipliers");
    private readonly Option<bool> _adjust = new("--adjust-residuals") { Description = "Wild bootstrap: divide each residual by the square root of one less the study's share of the mean" };

    private readonly Option<KeptReplicates?> _keep = NamedOption.Among(
        "--keep", "What is kept: all replicates, or only what the limits need, which gives the same limits in little memory [default: all up to 5000000 replicates]", [("all", KeptReplicates.All), ("limits", KeptReplicates.Limits)], "choice of what is kept");

    public void AddTo(Command command)
    {
        command.Add(_kind);
        command.Add(_cluster);
        command.Add(_weights);
        command.Add(_adjust);
        command.Add(_keep);
    }

    /// <summary>Whether every replicate is to be kept. A matter of the whole run, so that its parts agree.</summary>
    public bool KeepAll(ParseResult parsed, BootstrapOptions options) =>
        parsed.GetValue(_keep) is { } kept ? kept == KeptReplicates.All : options.Replicates <= MostKept;

    /// <summary>The column of the clusters; <c>null</c> where there are none.</summary>
    public string? Cluster(ParseResult parsed) => parsed.GetValue(_cluster);

    /// <summary>The choices of a wild bootstrap of a regression.</summary>
    /// <exception cref="UsageException">Another kind is asked for, or what is kept, of which there is no choice.</exception>
    public WildTestOptions OfRegression(ParseResult parsed, WildTestOptions options)
    {
        var kind = parsed.GetValue(_kind);
        if (kind != BootstrapKind.Wild || parsed.GetValue(_keep) is not null)
        {
            throw new UsageException(kind != BootstrapKind.Wild
                ? "--moderator goes with --kind wild, which bootstraps the coefficients of a regression."
                : "--keep: the tests of a regression keep counts, and nothing else.");
        }

        return options with { Weights = parsed.GetValue(_weights) ?? options.Weights, AdjustResiduals = parsed.GetValue(_adjust) };
    }

    /// <summary>The label of each study's cluster; <c>null</c> where there are none.</summary>
    /// <exception cref="UsageException">There is no such column.</exception>
    /// <exception cref="RefusedException">A study has no label.</exception>
    public string[]? Clusters(ParseResult parsed, EffectColumns data, IPoolSource source) =>
        parsed.GetValue(_cluster) is { } column ? Labels(column, source.Column(column), data) : null;

    /// <summary>The bootstrap of these data.</summary>
    /// <exception cref="UsageException">The choices do not go together, or there is no such column.</exception>
    /// <exception cref="RefusedException">The data do not allow it.</exception>
    public BootstrapPlan Plan(ParseResult parsed, EffectColumns data, IPoolSource source, BootstrapOptions options)
    {
        var kind = parsed.GetValue(_kind) ?? BootstrapKind.Studies;
        RequireFitting(parsed, kind, data);
        options = options with { WildWeights = parsed.GetValue(_weights) ?? options.WildWeights, AdjustResiduals = parsed.GetValue(_adjust) };
        var clusters = Clusters(parsed, data, source);
        try
        {
            return kind switch
            {
                BootstrapKind.Clusters => BootstrapPlan.Clusters(data.Effect, data.Variance, clusters!, options),
                BootstrapKind.Wild => BootstrapPlan.Wild(data.Effect, data.Variance, clusters, options),
                BootstrapKind.Normal => BootstrapPlan.Normal(data.Effect, data.Variance, options),
                BootstrapKind.Patients => BootstrapPlan.Patients(data.Events, data.Total, options),
                BootstrapKind.Parametric => BootstrapPlan.Parametric(data.Events, data.Total, options),
                _ => BootstrapPlan.Studies(data.Effect, data.Variance, options),
            };
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: {ArgumentMessage.Of(unsuitable)}");
        }
    }

    private void RequireFitting(ParseResult parsed, BootstrapKind kind, EffectColumns data)
    {
        var hasCluster = parsed.GetValue(_cluster) is not null;
        if (kind == BootstrapKind.Clusters && !hasCluster)
        {
            throw new UsageException("--kind cluster draws clusters of studies; --cluster names the column that says which belong together.");
        }

        if (hasCluster && kind is not (BootstrapKind.Clusters or BootstrapKind.Wild))
        {
            throw new UsageException($"--cluster goes with --kind cluster or wild, and not with {BootstrapNames.Of(kind)}.");
        }

        if (kind != BootstrapKind.Wild && (parsed.GetValue(_weights) is not null || parsed.GetValue(_adjust)))
        {
            throw new UsageException($"--weights and --adjust-residuals are of --kind wild, and not of {BootstrapNames.Of(kind)}.");
        }

        if (kind is BootstrapKind.Patients or BootstrapKind.Parametric && data.Measure.Code != "PLO")
        {
            throw new UsageException($"--kind {BootstrapNames.Of(kind)} draws events and pools their logits; --measure {data.Measure.Name} is another scale.");
        }
    }

    private static string[] Labels(string column, IReadOnlyList<string?> texts, EffectColumns data)
    {
        string?[] labels = [.. data.Index.Select(i => texts[i])];
        var blank = Array.FindIndex(labels, string.IsNullOrEmpty);
        return blank < 0
            ? [.. labels.Select(label => label!)]
            : throw new RefusedException($"cartevidence: {column}: study {data.Study[blank]} has no cluster; one without fellows takes a label of its own.");
    }
}
