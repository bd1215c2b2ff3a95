namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>The bias tests of R's meta 8.4-0, <c>metabias</c>, on log odds ratios and log odds.</summary>
internal static class MetaBiasProcedure
{
    public static readonly string[] Files = ["meta-*.json"];

    private const double ClosedForm = 1e-10;

    /// <summary>meta's tau² stops at its default precision; the files' README says 1e-4.</summary>
    private const double IteratedByMeta = 1e-4;

    private const string Beyond =
        "Variants beyond this library: Schwarzer's rank test of the counts, and Pustejovsky's test for standardised mean differences applied to odds ratios.";

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = file.Root["data"];
        var two = data.Has("ai") ? TwoArms(data) : null;
        var one = two is null ? Proportions(data) : null;
        var funnel = two is not null
            // meta leaves out fourfold tables without events.
            ? Funnel([.. two.EffectSizes(Measure.OddsRatio).Where((_, i) => two.EventsTreated[i] + two.EventsControl[i] > 0)], null)
            : Funnel(one!.EffectSizes(Measure.Logit), one!.Total.ToArray().Select(n => (double)n));
        foreach (var entry in file.Root.Entries("bias"))
        {
            var test = entry.Text("test") switch
            {
                "Egger" => SmallStudyEffects.EggerClassic(funnel),
                "Begg" => SmallStudyEffects.Begg(funnel, exact: false),
                "Thompson" => SmallStudyEffects.ThompsonSharp(funnel),
                "Peters" => two is not null ? SmallStudyEffects.Peters(two) : SmallStudyEffects.Peters(one!),
                "Macaskill" => two is not null ? SmallStudyEffects.Macaskill(two) : SmallStudyEffects.Macaskill(funnel),
                "Harbord" => SmallStudyEffects.Harbord(two!),
                "Deeks" => SmallStudyEffects.Deeks(two!),
                "Schwarzer" or "Pustejovsky" => null,
                var other => throw new InvalidOperationException(other),
            };
            if (test is null)
            {
                foreach (var field in entry.Json.EnumerateObject().Where(f => f.Name != "test"))
                {
                    foreach (var number in entry.Numbers(field.Name))
                    {
                        comparison.Explain(number.Path, Beyond);
                    }
                }

                continue;
            }

            if (entry.Refused || entry.Number("statistic").Value is null)
            {
                // A rank test of two studies is defined, if useless; everything else that meta refuses is undefined.
                foreach (var field in entry.Json.EnumerateObject().Where(f => f.Name != "test"))
                {
                    foreach (var number in entry.Numbers(field.Name))
                    {
                        comparison.Require(number.Path, test.Test.Statistic is null || (test.Name == "begg-normal" && test.StudyCount == 2), "an answer");
                    }
                }

                continue;
            }

            Compare(entry, test, comparison);
        }
    }

    private static void Compare(ReferenceEntry entry, SmallStudyTest test, Comparison comparison)
    {
        var tolerance = entry.Text("test") == "Thompson" ? IteratedByMeta : ClosedForm;
        var estimate = entry.Numbers("estimate");
        comparison.Check(test.Name, "statistic", entry.Number("statistic"), test.Test.Statistic, tolerance, 1, "meta");
        comparison.Check(test.Name, "degrees of freedom", entry.Number("df"), test.Test.DegreesOfFreedom, 0, 1, "meta");
        comparison.Check(test.Name, "p-value", entry.Number("p"), test.Test.PValue, tolerance, 1e-2, "meta");
        comparison.Check(test.Name, "estimate", estimate[0], test.Estimate, tolerance, estimate[1].Value!.Value, "meta");
        comparison.Check(test.Name, "standard error", estimate[1], test.StandardError, tolerance, 0, "meta");
    }

    private static TwoArmData TwoArms(ReferenceEntry data)
    {
        double?[] ai = data.Column("ai"), ci = data.Column("ci"), n1 = data.Column("n1"), n2 = data.Column("n2");
        int[] kept = [.. Enumerable.Range(0, ai.Length).Where(i => ai[i] is not null && ci[i] is not null)];
        return new TwoArmData(kept.Select(i => $"{i}"), kept.Select(i => (long)ai[i]!), kept.Select(i => (long)n1[i]!), kept.Select(i => (long)ci[i]!), kept.Select(i => (long)n2[i]!));
    }

    private static ProportionData Proportions(ReferenceEntry data) => new(
        data.Texts("study"), data.Column("events").Select(e => (long)e!), data.Column("n").Select(n => (long)n!));

    private static FunnelData Funnel(IReadOnlyList<EffectSize> effects, IEnumerable<double>? size) =>
        new(effects.Select(e => e.Effect!.Value), effects.Select(e => e.Variance!.Value), size);
}
