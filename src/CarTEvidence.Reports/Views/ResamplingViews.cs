using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Resampling;

namespace CarTEvidence.Reports;

/// <summary>Resampled and simulated results.</summary>
internal static class ResamplingViews
{
    private static readonly BootstrapIntervalMethod[] Methods = Enum.GetValues<BootstrapIntervalMethod>();

    /// <summary>Interval by interval, and the distribution.</summary>
    public static ResultView Of(BootstrapReplicates replicates, Measure measure)
    {
        var intervals = Methods.Select(method => Interval(replicates, method)).OfType<BootstrapInterval>().ToArray();
        var observed = measure.ToNatural(replicates.Observed.Mean);
        var table = new ResultTable(
            "Bootstrap intervals",
            [TableParts.Label("Method", "method"), TableParts.Interval("95% interval"), TableParts.Number("Replicates", "replicates")],
            intervals.Select(interval => Row(interval, measure)));
        return new()
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"Bootstrap: {replicates.Means.Length:N0} replicates"),
            Sentence = $"Estimate {Printed.Natural(measure, observed)}; {Words(replicates.Options.Estimator)}; seed {replicates.Options.Seed.ToString(CultureInfo.InvariantCulture)}.",
            Tables = intervals.Length > 0 ? [table] : [],
            Figures = [replicates.BootstrapPlot(measure)],
        };
    }

    public static ResultView Of(BootstrapInterval interval) => new()
    {
        Title = interval.ToString(),
        Tables = [new ResultTable("Bootstrap interval", [TableParts.Label("Method", "method"), TableParts.Interval($"{Printed.Level(interval.Level)} interval"), TableParts.Number("Replicates", "replicates")], [Row(interval, Measure.Generic)])],
    };

    /// <summary>Which studies split the subsets most, and the cloud.</summary>
    /// <param name="cloud">The subsets.</param>
    /// <param name="measure">Measure of the effects.</param>
    /// <param name="studies">Names of the studies; <c>null</c> numbers them from 1.</param>
    public static ResultView Of(SubsetCloud cloud, Measure measure, IReadOnlyList<string>? studies)
    {
        var table = new ResultTable(
            "What each study does to the subsets it is in",
            [
                TableParts.Label("Study", "study"), TableParts.Number("Mean with it", "meanWith"), TableParts.Number("Mean without", "meanWithout"),
                TableParts.Number("I² with it", "i2With"), TableParts.Number("I² without", "i2Without"), TableParts.Number("Separation", "separation"),
            ],
            cloud.RankedSplits.Select(split => TableRow.Entry(
                TableCell.Words(studies is null ? Printed.Count(split.Study + 1) : studies[split.Study]),
                Natural(measure, split.MeanWith), Natural(measure, split.MeanWithout),
                TableCell.Value(Printed.Share(split.ISquaredWith), split.ISquaredWith), TableCell.Value(Printed.Share(split.ISquaredWithout), split.ISquaredWithout), TableParts.Number(split.Separation))))
        {
            Notes = ["Means of the pooled estimates of all subsets with and without the study. Separation: how far the two clouds lie apart, in standard deviations of all subsets."],
        };
        return new() { Title = string.Create(CultureInfo.InvariantCulture, $"{(cloud.IsExhaustive ? "All" : "Random")} {cloud.SubsetCount:N0} subsets of {cloud.StudyCount} studies"), Tables = [table], Figures = [cloud.GoshPlot(measure)] };
    }

    public static ResultView Of(JackknifeResult jackknife) => new()
    {
        Title = "Jackknife",
        Tables =
        [
            new ResultTable(
                "Each study left out in turn",
                [TableParts.Label("Left out", "study"), TableParts.Estimate("Mean", "mean"), TableParts.Number("tau²", "tau2"), TableParts.Number("Standard error", "standardError")],
                jackknife.LeftOut.Select((fit, i) => TableRow.Entry(TableCell.Words(Printed.Count(i + 1)), TableParts.Number(fit.Mean), TableParts.Number(fit.TauSquared), TableParts.Number(fit.StandardError)))
                    .Append(TableRow.Total(TableCell.Words("none"), TableParts.Number(jackknife.Observed.Mean), TableParts.Number(jackknife.Observed.TauSquared), TableParts.Number(jackknife.Observed.StandardError))))
            {
                Notes = [$"Jackknife bias of the mean {Printed.Number(jackknife.Bias)}, standard error {Printed.Number(jackknife.StandardError)}; on the scale of the analysis."],
            },
        ],
    };

    public static ResultView Of(SimulationResult simulation) => new() { Title = $"Simulation of {simulation.Design.StudyCount} studies", Tables = [Performance(simulation.Methods, Percent)] };

    public static ResultView Of(TwoArmSimulationResult simulation)
    {
        var (design, isRatio) = (simulation.Design, simulation.Design.Measure != TwoArmEffect.RiskDifference);
        var effect = design.Measure switch { TwoArmEffect.OddsRatio => "odds ratio", TwoArmEffect.RiskRatio => "risk ratio", _ => "risk difference" };
        return new()
        {
            Title = $"Simulation of {design.StudyCount} studies with two arms",
            Sentence = $"Typical control risk {Printed.Percent(design.ControlRisk)}, {effect} {Printed.Number(isRatio ? Math.Exp(design.Effect) : design.Effect)}, tau² {Printed.Number(design.TauSquared)}; seed {simulation.Options.Seed.ToString(CultureInfo.InvariantCulture)}.",
            Tables = [Performance(simulation.Methods, width => TableParts.Number(width))],
            Notes = isRatio ? [$"Widths, bias and RMSE are on the scale of the log {effect}."] : [],
        };
    }

    public static ResultView Of(MethodAuditResult audit) => new()
    {
        Title = $"Method audit: {audit.Recommended.Method} is recommended",
        Sentence = audit.Reason,
        Tables = [Performance(audit.Simulation.Methods, Percent)],
    };

    private static ResultTable Performance(IReadOnlyList<MethodPerformance> methods, Func<double, TableCell> width) => new(
        "How the methods did",
        [
            TableParts.Label("Method", "method"), TableParts.Words("Target", "target"), TableParts.Estimate("Coverage", "coverage"), TableParts.Number("Too high", "missesAbove"), TableParts.Number("Too low", "missesBelow"),
            TableParts.Number("Mean width", "meanWidth"), TableParts.Number("Bias", "bias"), TableParts.Number("RMSE", "rmse"), TableParts.Number("No answer", "notConverged"), TableParts.Number("Data sets", "dataSets"),
        ],
        methods.Select(method => TableRow.Entry(
            TableCell.Words(method.Method), TableCell.Words(Words(method.Target)),
            Percent(method.Coverage), Percent(method.MissesAbove), Percent(method.MissesBelow), width(method.MeanWidth), TableParts.Number(method.Bias), TableParts.Number(method.RootMeanSquaredError),
            TableParts.Count(method.NotConverged), TableParts.Count(method.DataSets))));

    private static TableCell Percent(double share) => TableCell.Value(Printed.Percent(share), share);

    private static TableCell Natural(Measure measure, double value) => TableCell.Value(Printed.Natural(measure, measure.ToNatural(value)), measure.ToNatural(value));

    private static TableRow Row(BootstrapInterval interval, Measure measure)
    {
        // Only the mean has a natural scale; tau² is printed as it is.
        var (lower, upper) = interval.Statistic == BootstrapStatistic.Mean ? (measure.ToNatural(interval.Lower), measure.ToNatural(interval.Upper)) : (interval.Lower, interval.Upper);
        return TableRow.Entry(TableCell.Words(Words(interval.Method)), new TableCell($"{Printed.Natural(measure, lower)} to {Printed.Natural(measure, upper)}", [lower, upper]), TableParts.Count(interval.Replicates));
    }

    private static string Words(SimulationTarget target) => target switch
    {
        SimulationTarget.Typical => "typical study",
        SimulationTarget.Average => "average",
        _ => "mean effect",
    };

    private static string Words(BootstrapIntervalMethod method) => method switch
    {
        BootstrapIntervalMethod.Bca => "BCa",
        BootstrapIntervalMethod.StudentizedHksj => "studentised, HKSJ standard error",
        BootstrapIntervalMethod.Studentized => "studentised",
        _ => method.ToString().ToLowerInvariant(),
    };

    private static string Words(PooledEstimator estimator) => estimator switch
    {
        PooledEstimator.CommonEffect => "common effect",
        PooledEstimator.Reml => "random effects, tau² by REML",
        PooledEstimator.MaximumLikelihood => "random effects, tau² by maximum likelihood",
        PooledEstimator.PauleMandel => "random effects, tau² by Paule and Mandel",
        _ => "random effects, tau² by DerSimonian and Laird",
    };

    /// <summary>The interval; <c>null</c> where the run has not recorded what it needs.</summary>
    private static BootstrapInterval? Interval(BootstrapReplicates replicates, BootstrapIntervalMethod method)
    {
        try
        {
            return replicates.Interval(method);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
