using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>The tables of a pooled effect, one method a table.</summary>
internal static partial class EffectTables
{
    /// <summary>The words for the three quantities that a model of proportions answers.</summary>
    private const string Typical = "Typical study";
    private const string Average = "Average over studies";

    /// <summary>Typical study, average over studies, new study; the figure to quote first.</summary>
    public static ResultTable Pooled(PooledEffect effect)
    {
        // Where the two coincide (one study, or none or all with the event) one line says it.
        var apart = effect.Marginal is not null && effect.Marginal != effect.Pooled;
        var typical = PooledRow(effect, apart ? Typical : "Pooled", effect.Pooled, effect.IntervalLabel());
        var rows = new List<TableRow> { typical };
        if (apart && effect.Marginal is { } marginal)
        {
            rows.Insert(effect.MarginalLeads ? 0 : 1, PooledRow(effect, Average, marginal, effect.IntervalLabel()));
        }

        if (effect.Prediction is { } prediction)
        {
            rows.Add(TableRow.Entry(
                TableCell.Words("New study"),
                TableCell.Empty(),
                TableCell.Words($"{Printed.Level(effect.Level)} PI"),
                IntervalCell(effect.Measure, prediction.Interval),
                TableCell.Words(effect.Posterior is null ? MethodNames.Predictions[prediction.Method].Label : "posterior predictive")));
        }

        return new ResultTable(
            "Pooled estimate",
            [
                new("") { Role = ColumnRole.Label, Fields = ["quantity"] },
                new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
                new("Interval") { Fields = ["interval"] },
                new("Limits") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
                new("Method") { Fields = ["method"] },
            ],
            rows)
        {
            Notes = NoEffect(effect),
        };
    }

    /// <summary>tau² with its intervals, I², H², and the tests of heterogeneity; <c>null</c> where the model has none of them.</summary>
    public static ResultTable? Heterogeneity(PooledEffect effect)
    {
        var h = effect.Heterogeneity;
        var rows = new List<TableRow>();
        if (h.TauSquared is not null)
        {
            var how = effect.TauSquaredEstimator is { } t ? $" ({MethodNames.TauSquaredEstimators[t].Label})" : string.Empty;
            rows.Add(Quantity("tau²" + how, Printed.Number(h.TauSquared), h.TauSquared, TauSquaredLimits(effect)));
            rows.Add(Quantity("tau", Printed.Number(h.Tau), h.Tau));
        }

        if (h.ISquared is not null)
        {
            rows.Add(Quantity("I²", Printed.Share(h.ISquared), h.ISquared));
        }

        if (h.HSquared is not null)
        {
            rows.Add(Quantity("H²", Printed.Number(h.HSquared), h.HSquared));
        }

        if (effect.IntraclassCorrelation is { Value: { } rho } correlation)
        {
            var limits = correlation.Interval is { } i ? $"{effect.IntervalName()} {Printed.Numbers(i)} ({effect.IntervalLabel()})" : null;
            rows.Add(Quantity("Intraclass correlation", Printed.Number(rho), rho, limits));
        }

        AddTest(rows, OfCountLikelihood(effect.Model) ? "Wald test of heterogeneity" : "Cochran's test of heterogeneity", "Q", h.CochranQ);
        AddTest(rows, "Likelihood-ratio test of heterogeneity", "χ²", h.LikelihoodRatio);
        if (effect.RSquared is { } r2)
        {
            rows.Add(Quantity("R²", Printed.Share(r2), r2));
        }

        AddTest(rows, "Test of moderators", effect.Omnibus?.DenominatorDegreesOfFreedom is null ? "QM" : "F", effect.Omnibus);
        AddTest(rows, "Breslow–Day test that odds ratios agree", "χ²", effect.BreslowDay);
        AddTest(rows, "Breslow–Day test with Tarone's correction", "χ²", effect.Tarone);
        AddTest(rows, "Cochran–Mantel–Haenszel test of no effect", "χ²", effect.CochranMantelHaenszel);
        return rows.Count == 0 ? null : new ResultTable(
            "Heterogeneity",
            [
                new("") { Role = ColumnRole.Label, Fields = ["quantity"] },
                new("Value") { Role = ColumnRole.Estimate, Fields = ["value", "p_value"] },
                new("Detail") { Role = ColumnRole.Interval, Fields = ["detail"] },
            ],
            rows);
    }

    /// <summary>The test that there is no effect, where 0 on the scale of the analysis means that; not for single proportions, rates and means.</summary>
    private static string[] NoEffect(PooledEffect effect) =>
        effect.Measure.Kind is MeasureKind.Proportion or MeasureKind.Rate or MeasureKind.Mean || effect.Transformed.Test is not { PValue: not null } test
            ? []
            : [$"Test of no effect: {Printed.Test(test.DegreesOfFreedom is null ? "z" : "t", test)}"];

    private static TableRow PooledRow(PooledEffect effect, string name, Estimate estimate, string method) => TableRow.Entry(
        TableCell.Words(name),
        TableCell.Value(Printed.Natural(effect.Measure, estimate.Value), estimate.Value),
        TableCell.Words(effect.IntervalName()),
        IntervalCell(effect.Measure, estimate.Interval),
        TableCell.Words(method));

    private static TableRow Quantity(string name, string text, double? value, string? detail = null) =>
        TableRow.Entry(TableCell.Words(name), new TableCell(text, [value, null]), TableCell.Words(detail));

    /// <summary>Whether Q is the Wald test of the saturated model, and not Cochran's.</summary>
    private static bool OfCountLikelihood(PoolingModel model) => model
        is PoolingModel.BinomialNormal or PoolingModel.BetaBinomial or PoolingModel.BayesianBinomialNormal or PoolingModel.PoissonNormal
        or PoolingModel.GlmmUmFs or PoolingModel.GlmmUmRs or PoolingModel.GlmmCmEl or PoolingModel.GlmmCmAl;

    private static void AddTest(List<TableRow> rows, string name, string statistic, TestResult? test)
    {
        if (test is { Statistic: not null })
        {
            rows.Add(TableRow.Entry(
                TableCell.Words(name),
                new TableCell(Printed.Test(statistic, test), [test.Statistic, test.PValue]),
                TableCell.Empty()));
        }
    }

    private static string? TauSquaredLimits(PooledEffect effect) => effect.TauSquaredIntervals.Count == 0
        ? null
        : string.Join("; ", effect.TauSquaredIntervals.Select(i => $"{Printed.Level(i.TauSquared.Level)} CI {Printed.Numbers(i.TauSquared)} ({MethodNames.TauSquaredIntervals[i.Method].Label})"));

    private static TableCell IntervalCell(Measure measure, Interval? interval) =>
        new(Printed.Natural(measure, interval), [interval?.Lower, interval?.Upper]);
}
