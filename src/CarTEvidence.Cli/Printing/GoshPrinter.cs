using System.Text.Json;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints a cloud of subsets: which study splits it, and for machines the histograms.</summary>
internal static class GoshPrinter
{
    public static void Write(SubsetCloud cloud, Measure measure, IReadOnlyList<string> studies, OutputFormat format, CliStreams streams)
    {
        if (format == OutputFormat.Json)
        {
            AnswerLine.Write(streams, "gosh", json => WriteJson(json, cloud, measure, studies));
            return;
        }

        ResultPrinter.Write(Table(cloud, measure, studies), format, streams);
    }

    private static ResultTable Table(SubsetCloud cloud, Measure measure, IReadOnlyList<string> studies)
    {
        var which = cloud.IsExhaustive ? "All" : FormattableString.Invariant($"Random (seed {cloud.Options.Seed})");
        return new ResultTable(
            FormattableString.Invariant($"{which} {cloud.SubsetCount} subsets of {cloud.StudyCount} studies, estimator {BootstrapNames.Of(cloud.Options.Estimator)}, on the {measure.Name} scale; studies that split the cloud first"),
            [
                ResultColumns.Label("Study", "study"),
                ResultColumns.Estimate("Separation", "separation"),
                ResultColumns.Number("Estimate with", "estimate_with"),
                ResultColumns.Number("without", "estimate_without"),
                ResultColumns.Number("I² with", "i2_with"),
                ResultColumns.Number("without", "i2_without"),
                ResultColumns.Number("tau² with", "tau2_with"),
                ResultColumns.Number("without", "tau2_without"),
            ],
            cloud.RankedSplits.Select(split =>
            {
                var (with, without) = (measure.ToNatural(split.MeanWith), measure.ToNatural(split.MeanWithout));
                return TableRow.Entry(
                    TableCell.Words(studies[split.Study]),
                    TableCell.Value(FormattableString.Invariant($"{split.Separation:0.00}"), split.Separation),
                    TableCell.Value(FormattableString.Invariant($"{with:0.000}"), with),
                    TableCell.Value(FormattableString.Invariant($"{without:0.000}"), without),
                    TableCell.Value(FormattableString.Invariant($"{split.ISquaredWith:0.0}%"), split.ISquaredWith),
                    TableCell.Value(FormattableString.Invariant($"{split.ISquaredWithout:0.0}%"), split.ISquaredWithout),
                    TableCell.Value(FormattableString.Invariant($"{split.TauSquaredWith:0.000}"), split.TauSquaredWith),
                    TableCell.Value(FormattableString.Invariant($"{split.TauSquaredWithout:0.000}"), split.TauSquaredWithout));
            }))
        {
            Notes = ["Separation: how far the subsets with the study lie from those without it, in standard deviations of the cloud.", Hint(cloud, studies)],
        };
    }

    private static string Hint(SubsetCloud cloud, IReadOnlyList<string> studies) => cloud.Splitter is { } splitter
        ? FormattableString.Invariant($"Look at {studies[splitter.Study]} again: {100 * splitter.VarianceShare:0}% of the variance of the estimates and {100 * splitter.ISquaredVarianceShare:0}% of that of I² go with its presence.")
        : "No study splits the cloud: none has a third of the variance of the estimates or of I² to itself.";

    private static void WriteJson(Utf8JsonWriter json, SubsetCloud cloud, Measure measure, IReadOnlyList<string> studies)
    {
        json.WriteString("measure", measure.Name);
        json.WriteString("model", cloud.Options.Estimator == PooledEstimator.CommonEffect ? "common" : "random");
        json.WriteString("estimator", BootstrapNames.Of(cloud.Options.Estimator));
        json.WriteNumber("k", cloud.StudyCount);
        json.WriteNumber("subsets", cloud.SubsetCount);
        json.WriteBoolean("exhaustive", cloud.IsExhaustive);
        if (cloud.IsExhaustive)
        {
            json.WriteNull("seed");
        }
        else
        {
            json.WriteNumber("seed", cloud.Options.Seed);
        }

        json.WriteNumber("mean", cloud.Mean);
        json.WriteNumber("standardDeviation", cloud.StandardDeviation);
        json.WriteNumber("meanI2", cloud.MeanISquared);
        json.WriteNumber("meanTau2", cloud.MeanTauSquared);
        json.WriteNumber("lowestMean", cloud.LowestMean);
        json.WriteNumber("highestMean", cloud.HighestMean);
        json.WriteNumber("highestTau", cloud.HighestTau);
        json.WriteNumber("bins", cloud.Options.Bins);
        if (cloud.Splitter is { } splitter)
        {
            json.WriteString("splitter", studies[splitter.Study]);
        }
        else
        {
            json.WriteNull("splitter");
        }

        json.WriteStartArray("studies");
        foreach (var split in cloud.Splits)
        {
            json.WriteStartObject();
            json.WriteString("study", studies[split.Study]);
            json.WriteNumber("separation", split.Separation);
            json.WriteNumber("varianceShare", split.VarianceShare);
            json.WriteNumber("i2VarianceShare", split.ISquaredVarianceShare);
            json.WriteNumber("meanWith", split.MeanWith);
            json.WriteNumber("meanWithout", split.MeanWithout);
            json.WriteNumber("i2With", split.ISquaredWith);
            json.WriteNumber("i2Without", split.ISquaredWithout);
            json.WriteNumber("tau2With", split.TauSquaredWith);
            json.WriteNumber("tau2Without", split.TauSquaredWithout);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Counts(json, "counts", cloud.Counts);
        Counts(json, "tauCounts", cloud.TauCounts);
    }

    private static void Counts(Utf8JsonWriter json, string name, long[] counts)
    {
        json.WriteStartArray(name);
        foreach (var count in counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
    }
}
