using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Tests.Forest;

/// <summary>Pooled effects put together by hand: what is drawn matters here, not how it was estimated.</summary>
internal static class ForestData
{
    private const double Level = 0.95;

    /// <summary>Remission as published in 14 reports.</summary>
    internal static readonly (string Study, int Events, int Total, string Target)[] Remission =
    [
        ("Müller 2024", 15, 15, "CD19"), ("Müller 2026", 9, 10, "CD19"), ("Wang 2024", 12, 12, "CD19/BCMA"), ("Feng 2025", 12, 15, "CD19/BCMA"),
        ("Qin 2023", 11, 12, "BCMA"), ("MG001Ph2b 2026", 4, 12, "BCMA"), ("GC012F Renji 2025", 6, 10, "CD19/BCMA"), ("Li 2026", 11, 11, "CD19"),
        ("FT819 RegB 2026", 2, 3, "CD19"), ("Leandro 2025", 3, 6, "CD19"), ("RESET EULAR 2025", 4, 7, "CD19"), ("Paed Rome Erlangen 2026", 4, 4, "CD19"),
        ("Paed Rome Erlangen 2026", 3, 3, "CD19"), ("DesCAARTes 2022", 1, 9, "DSG3"),
    ];

    /// <summary>A study with a Wilson interval and no weight.</summary>
    internal static StudyEstimate Study(string name, long events, long total, double? weight = null)
    {
        var (p, n) = ((double)events / total, (double)total);
        const double z = 1.959963984540054;
        var centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        var interval = new Interval(events == 0 ? 0 : Math.Max(0, centre - half), events == total ? 1 : Math.Min(1, centre + half), Level);
        return new StudyEstimate(name, new Estimate(p, interval), null, null, weight) { Events = events, Total = total };
    }

    /// <summary>A pooled effect over these studies. The interval is that of the summed counts, widened; good enough to draw.</summary>
    internal static PooledEffect Pool(IReadOnlyList<StudyEstimate> studies, PoolingModel model = PoolingModel.BinomialNormal)
    {
        var (events, total) = (studies.Sum(s => s.Events ?? 0), studies.Sum(s => s.Total ?? 0));
        var boundary = events == 0 || events == total;
        var summed = total == 0 ? new Estimate(null, null) : Study("", events, total).Estimate;
        var interval = summed.Interval is { } i ? i with { Lower = boundary && events == total ? i.Lower : i.Lower * 0.8, Upper = i.Upper } : (Interval?)null;
        return new PooledEffect
        {
            Measure = Measure.Logit,
            Model = model,
            TauSquaredEstimator = model == PoolingModel.Random ? TauSquaredEstimator.Reml : TauSquaredEstimator.Ml,
            IntervalMethod = model == PoolingModel.Random ? IntervalMethod.Hksj : IntervalMethod.ProfileLikelihood,
            Level = Level,
            StudyCount = studies.Count,
            Events = events,
            Total = total,
            Pooled = summed with { Interval = interval },
            Transformed = new TransformedEstimate(null, null, null, new TestResult(null, null, null)),
            Prediction = boundary || studies.Count < 3 ? null : new Prediction(new Interval(0.07, 0.998, Level), new Interval(-2.6, 6.2, Level), PredictionMethod.T),
            Heterogeneity = new HeterogeneityResult
            {
                TauSquared = boundary ? 0 : 2.4108,
                ISquared = model == PoolingModel.Random ? 27.3 : null,
                CochranQ = new TestResult(17.87, studies.Count - 1, 0.1625),
                LikelihoodRatio = model == PoolingModel.BinomialNormal && !boundary ? new TestResult(38.42, studies.Count - 1, 0.000243) : null,
            },
            Studies = studies,
            Notes = boundary ? ["tau² cannot be identified when every patient, or none, has the event; the interval is the exact interval of the pooled counts."] : [],
        };
    }

    /// <summary>The 14 reports in one block, with weights by size.</summary>
    internal static PooledEffect RemissionPooled(PoolingModel model = PoolingModel.BinomialNormal) =>
        Pool([.. Remission.Select(r => Study(r.Study, r.Events, r.Total, model == PoolingModel.Random ? 100.0 * r.Total / Remission.Sum(x => x.Total) : null))], model);

    /// <summary>The 14 reports by target.</summary>
    internal static PooledEffect RemissionByTarget(PoolingModel model = PoolingModel.BinomialNormal)
    {
        var whole = RemissionPooled(model);
        var groups = Remission.Select((r, i) => (r.Target, Study: whole.Studies[i])).GroupBy(x => x.Target).OrderBy(g => g.Key, StringComparer.Ordinal);
        return whole with
        {
            SubgroupName = "target",
            Subgroups = [.. groups.Select(g => new SubgroupResult(g.Key, Pool([.. g.Select(x => x.Study)], model)))],
            SubgroupTest = new TestResult(11.45, 3, 0.0095),
        };
    }

    /// <summary>A number of studies with ordinary names, deterministic.</summary>
    internal static PooledEffect Many(int count, Func<int, string>? name = null, Func<int, int, int>? events = null)
    {
        var studies = Enumerable.Range(0, count).Select(i =>
        {
            var total = 3 + i * 7 % 23;
            return Study(name?.Invoke(i) ?? $"Author {i + 1} {2019 + i % 8}", events?.Invoke(i, total) ?? total * (3 + i * 5 % 7) / 10, total);
        });
        return Pool([.. studies]);
    }
}
