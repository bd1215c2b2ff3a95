using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>A specification curve: what each choice does, then every specification.</summary>
internal static class SpecificationViews
{
    // Beside the estimate with its limits, the studies and the patients.
    private static readonly string[] Dimensions = ["Inclusion", "Measure", "Model", "tau²", "Interval", "Quantity"];

    public static ResultView Of(SpecificationCurve curve)
    {
        var what = curve.Subject is { } subject ? $"{subject}: " : string.Empty;
        return new()
        {
            Title = $"{what}{Printed.Plural(curve.Specifications.Count, "specification")}",
            Sentence = curve.Estimated == 0
                ? "No specification has an estimate."
                : string.Create(CultureInfo.InvariantCulture, $"Median estimate {Printed.Percent(curve.Median)}, from {Printed.Percent(curve.Lowest)} to {Printed.Percent(curve.Highest)}; the middle half from {Printed.Percent(curve.Quantile(0.25))} to {Printed.Percent(curve.Quantile(0.75))}."),
            Tables = [Choices(curve), Specifications(curve)],
            Figures = curve.Estimated > 0 ? [curve.SpecificationPlot()] : [],
            Notes = ["The specifications share the data: their number is no sample size, and shares of them are no probabilities.", .. curve.Notes],
        };
    }

    private static ResultTable Choices(SpecificationCurve curve) => new(
        "What each choice does",
        [
            TableParts.Label("Dimension", "dimension"), TableParts.Words("Choice", "choice"), TableParts.Number("Specifications", "specifications"),
            TableParts.Number("Lowest", "lowest"), TableParts.Estimate("Median", "median"), TableParts.Number("Highest", "highest"),
        ],
        curve.Choices.Select(choice => TableRow.Entry(
            TableCell.Words(choice.Choice.Dimension),
            TableCell.Words(choice.Choice.Value),
            TableParts.Count(choice.Specifications),
            Percent(choice.Lowest),
            Percent(choice.Median),
            Percent(choice.Highest))));

    private static ResultTable Specifications(SpecificationCurve curve) => new(
        "Specifications by ascending estimate",
        [
            .. Dimensions.Zip(curve.Specifications[0].Choices, (header, choice) => TableParts.Words(header, choice.Dimension)),
            TableParts.Number("k", "k"), TableParts.Number("Events/n", "events", "total"), TableParts.Estimate("Estimate"), TableParts.Interval($"{Printed.Level(curve.Level)} interval"),
        ],
        curve.Specifications.Select(specification => TableRow.Entry(
        [
            .. specification.Choices.Select(choice => TableCell.Words(choice.Value)),
            TableParts.Count(specification.StudyCount),
            new TableCell(Printed.Fraction(specification.Events, specification.Total), [specification.Events, specification.Total]),
            Percent(specification.Estimate.Value),
            new TableCell(
                specification.Estimate.Interval is { } interval ? $"{Printed.Percent(interval.Lower)} to {Printed.Percent(interval.Upper)}" : Printed.Undefined,
                [specification.Estimate.Interval?.Lower, specification.Estimate.Interval?.Upper]),
        ])));

    private static TableCell Percent(double? share) => TableCell.Value(Printed.Percent(share), share);
}
