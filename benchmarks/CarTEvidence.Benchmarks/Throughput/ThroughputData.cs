using System.Globalization;

namespace CarTEvidence.Benchmarks.Throughput;

/// <summary>A file of the comparators: events, patients and a moderator, and the logits with one half added to both cells of a study with an empty one.</summary>
public sealed class ThroughputData
{
    private ThroughputData(double[] events, double[] totals, double[] moderator)
    {
        (Events, Totals, Moderator) = (events, totals, moderator);
        Effects = new double[events.Length];
        Variances = new double[events.Length];
        for (int i = 0; i < events.Length; i++)
        {
            double a = events[i], b = totals[i] - events[i];
            if (a == 0 || b == 0)
            {
                (a, b) = (a + 0.5, b + 0.5);
            }

            Effects[i] = Math.Log(a / b);
            Variances[i] = (1 / a) + (1 / b);
        }
    }

    public double[] Events { get; }

    public double[] Totals { get; }

    public double[] Moderator { get; }

    public double[] Effects { get; }

    public double[] Variances { get; }

    public static ThroughputData Read(ThroughputOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        double[][] rows = [.. File.ReadLines(options.Data ?? $"data/k{options.StudyCount}.csv").Skip(1)
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        return new ThroughputData([.. rows.Select(row => row[0])], [.. rows.Select(row => row[1])], [.. rows.Select(row => row[2])]);
    }
}
