using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>What some models answer besides: coefficients, several variances, robust errors, a posterior.</content>
internal static partial class EffectTables
{
    /// <summary>The coefficients of a meta-regression; <c>null</c> where the intercept is the only one.</summary>
    public static ResultTable? Coefficients(PooledEffect effect) => effect.Coefficients.Count < 2
        ? null
        : CoefficientTable($"Coefficients, on the {effect.Measure.Name} scale", effect, effect.Coefficients);

    /// <summary>Coefficients with cluster-robust errors; <c>null</c> where none were asked for.</summary>
    public static ResultTable? Robust(PooledEffect effect) => effect.Robust is { } robust
        ? CoefficientTable($"Cluster-robust ({robust.Type.ToString().ToUpperInvariant()}, {Printed.Plural(robust.ClusterCount, "cluster")}), on the {effect.Measure.Name} scale", effect, robust.Coefficients)
        : null;

    /// <summary>The variances of a model that has several, and the correlations between its random effects; <c>null</c> for the others.</summary>
    public static ResultTable? Components(PooledEffect effect)
    {
        var rows = effect.VarianceComponents
            .Select(c => Component($"sigma², {c.Level}", c.Value, c.Groups, c.Interval))
            .Concat(effect.Correlations.Select(c => Component($"rho, {c.First} and {c.Second}", c.Value, null, c.Interval)))
            .ToArray();
        return rows.Length == 0 ? null : new ResultTable(
            "Variance components",
            [
                new("") { Role = ColumnRole.Label, Fields = ["component"] },
                new("Value") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["value"] },
                new("Groups") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["groups"] },
                new($"{Printed.Level(effect.Level)} CI") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
            ],
            rows);
    }

    /// <summary>Priors and posterior of a Bayesian model; <c>null</c> for the others.</summary>
    public static ResultTable? Posterior(PooledEffect effect)
    {
        if (effect.Posterior is not { } posterior)
        {
            return null;
        }

        var level = Printed.Level(effect.Level);
        List<TableRow> rows =
        [
            Belief("Typical study, median", effect, posterior.Median, posterior.EqualTailed, $"{level} equal-tailed"),
            Belief("Typical study, mean", effect, posterior.Mean, posterior.Shortest, $"{level} shortest"),
            Belief("New study, median", effect, posterior.Predictive.Value, posterior.Predictive.Interval, $"{level} equal-tailed"),
            TableRow.Entry(
                TableCell.Words("tau, median"),
                TableCell.Value(Printed.Number(posterior.TauMedian), posterior.TauMedian),
                new TableCell(Printed.Numbers(posterior.Tau), [posterior.Tau.Lower, posterior.Tau.Upper]),
                TableCell.Words($"{level} equal-tailed")),
            .. posterior.ProbabilityAbove.Select(p => TableRow.Entry(
                TableCell.Words($"Probability that the typical study exceeds {Printed.Percent(p.Threshold)}"),
                TableCell.Value(Printed.Percent(p.Probability), p.Probability),
                TableCell.Empty(2),
                TableCell.Empty())),
        ];
        return new ResultTable(
            "Posterior",
            [
                new("") { Role = ColumnRole.Label, Fields = ["quantity"] },
                new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
                new("Limits") { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
                new("Interval") { Fields = ["interval"] },
            ],
            rows)
        {
            Notes = [$"Priors: {posterior.Priors}."],
        };
    }

    private static ResultTable CoefficientTable(string title, PooledEffect effect, IReadOnlyList<Coefficient> coefficients) => new(
        title,
        [
            new("Coefficient") { Role = ColumnRole.Label, Fields = ["coefficient"] },
            new("Estimate") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Estimate, Fields = ["estimate"] },
            new("SE") { Alignment = ColumnAlignment.Right, Role = ColumnRole.Number, Fields = ["standard_error"] },
            new(effect.IntervalName()) { Role = ColumnRole.Interval, Fields = ["lower", "upper"] },
            new("Test") { Fields = ["statistic", "df", "p_value"] },
        ],
        coefficients.Select(coefficient => CoefficientRow(coefficient.Name, coefficient.Estimate)));

    private static TableRow CoefficientRow(string name, TransformedEstimate estimate) => TableRow.Entry(
        TableCell.Words(name),
        TableCell.Value(Printed.Number(estimate.Value), estimate.Value),
        TableCell.Value(Printed.Number(estimate.StandardError), estimate.StandardError),
        new TableCell(Printed.Numbers(estimate.Interval), [estimate.Interval?.Lower, estimate.Interval?.Upper]),
        new TableCell(
            Printed.Test(estimate.Test.DegreesOfFreedom is null ? "z" : "t", estimate.Test),
            [estimate.Test.Statistic, estimate.Test.DegreesOfFreedom, estimate.Test.PValue]));

    private static TableRow Component(string name, double? value, int? groups, Interval? interval) => TableRow.Entry(
        TableCell.Words(name),
        TableCell.Value(Printed.Number(value), value),
        TableCell.Value(groups is { } g ? Printed.Count(g) : string.Empty, groups),
        new TableCell(Printed.Numbers(interval), [interval?.Lower, interval?.Upper]));

    private static TableRow Belief(string name, PooledEffect effect, double? value, Interval? interval, string how) => TableRow.Entry(
        TableCell.Words(name),
        TableCell.Value(Printed.Natural(effect.Measure, value), value),
        IntervalCell(effect.Measure, interval),
        TableCell.Words(how));
}
