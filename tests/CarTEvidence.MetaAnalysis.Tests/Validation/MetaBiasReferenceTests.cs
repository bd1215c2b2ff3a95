using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>The bias tests of R's meta 8.4-0, <c>metabias</c>, on log odds ratios and log odds.</summary>
public sealed class MetaBiasReferenceTests
{
    private const double ClosedForm = 1e-10;

    /// <summary>meta's tau² stops at its default precision; the files' README says 1e-4.</summary>
    private const double IteratedByMeta = 1e-4;

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("meta-*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void SmallStudyEffects_EveryTestOfMeta_Agrees(string file)
    {
        var comparison = new Comparison();
        Compare(file, comparison);
        if (comparison.Entries.Any())
        {
            comparison.Verify();
        }
    }

    internal static void Compare(string file, Comparison comparison)
    {
        using var document = ReferenceFile.Open(file);
        var data = document.RootElement.GetProperty("data");
        var two = data.TryGetProperty("ai", out _) ? TwoArms(data) : null;
        var one = two is null ? Proportions(data) : null;
        var funnel = two is not null
            // meta leaves out fourfold tables without events.
            ? Funnel([.. two.EffectSizes(Measure.OddsRatio).Where((_, i) => two.EventsTreated[i] + two.EventsControl[i] > 0)], null)
            : Funnel(one!.EffectSizes(Measure.Logit), one!.Total.ToArray().Select(n => (double)n));
        foreach (var entry in document.RootElement.GetProperty("bias").EnumerateArray())
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

                // Variants beyond this library: Schwarzer's count test, and Pustejovsky's for standardised mean differences applied to odds ratios.
                "Schwarzer" or "Pustejovsky" => null,
                var other => throw new InvalidOperationException(other),
            };
            if (test is null)
            {
                continue;
            }

            if (entry.TryGetProperty("refused", out _) || entry.Number("statistic") is null)
            {
                // A rank test of two studies is defined, if useless; everything else that meta refuses is undefined.
                Assert.True(test.Test.Statistic is null || (test.Name == "begg-normal" && test.StudyCount == 2), $"{file} {test.Name}");
                continue;
            }

            var tolerance = entry.Text("test") == "Thompson" ? IteratedByMeta : ClosedForm;
            var estimate = entry.Numbers("estimate");
            comparison.Check(file, test.Name, "statistic", entry.Number("statistic"), test.Test.Statistic, tolerance, 1, "meta");
            comparison.Check(file, test.Name, "degrees of freedom", entry.Number("df"), test.Test.DegreesOfFreedom, 0, 1, "meta");
            comparison.Check(file, test.Name, "p-value", entry.Number("p"), test.Test.PValue, tolerance, 1e-2, "meta");
            comparison.Check(file, test.Name, "estimate", estimate[0], test.Estimate, tolerance, estimate[1]!.Value, "meta");
            comparison.Check(file, test.Name, "standard error", estimate[1], test.StandardError, tolerance, 0, "meta");
        }
    }

    private static TwoArmData TwoArms(JsonElement data)
    {
        double?[] ai = data.Numbers("ai"), ci = data.Numbers("ci"), n1 = data.Numbers("n1"), n2 = data.Numbers("n2");
        int[] kept = [.. Enumerable.Range(0, ai.Length).Where(i => ai[i] is not null && ci[i] is not null)];
        return new TwoArmData(kept.Select(i => $"{i}"), kept.Select(i => (long)ai[i]!), kept.Select(i => (long)n1[i]!), kept.Select(i => (long)ci[i]!), kept.Select(i => (long)n2[i]!));
    }

    private static ProportionData Proportions(JsonElement data) => new(
        data.GetProperty("study").EnumerateArray().Select(s => s.ToString()), data.Numbers("events").Select(e => (long)e!), data.Numbers("n").Select(n => (long)n!));

    private static FunnelData Funnel(IReadOnlyList<EffectSize> effects, IEnumerable<double>? size) =>
        new(effects.Select(e => e.Effect!.Value), effects.Select(e => e.Variance!.Value), size);
}
