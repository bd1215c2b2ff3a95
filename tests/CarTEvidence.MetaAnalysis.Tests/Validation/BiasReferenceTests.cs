using System.Text.Json;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Every bias entry of the reference files but the selection models. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
public sealed class BiasReferenceTests
{
    /// <summary>Closed forms, and integrals that both sides take to rounding.</summary>
    private const double ClosedForm = 1e-10;

    /// <summary>With a residual tau² by REML.</summary>
    private const double Iterated = 1e-8;

    /// <summary>metafor's default: tau² has converged when it changes by less than 1e-5; slow iterations stop several times that away.</summary>
    private const double LooseReml = 1e-4;

    /// <summary>metafor finds the root t0 of its Henmi–Copas equation by uniroot, to eps^(1/4) by default.</summary>
    private const double RootFound = 1.3e-4;

    /// <summary>metafor takes the exact test of excess significance up to about this many studies, else the chi-squared one.</summary>
    private const int MostForExact = 20;

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("proportions-*.json", "two-arm-*.json", "generic-*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void SmallStudyEffects_EveryEntry_AgreesWithMetafor(string file)
    {
        var comparison = new Comparison();
        Compare(file, comparison);
        comparison.Verify();
    }

    internal static void Compare(string file, Comparison comparison)
    {
        using var document = ReferenceFile.Open(file);
        foreach (var effect in document.RootElement.GetProperty("effects").EnumerateArray())
        {
            if (effect.TryGetProperty("bias", out var entries))
            {
                var data = Data(document.RootElement.GetProperty("data"), effect);
                foreach (var entry in entries.EnumerateArray())
                {
                    Compare(file, effect.Text("measure"), entry, data, comparison);
                }
            }
        }
    }

    internal static FunnelData Data(JsonElement data, JsonElement effect)
    {
        // Studies without an effect are left out. The reference then takes the sizes of the first studies of the file for those of the studies left (collins1985a):
        // a slip of its script, followed here so that its numbers can be compared.
        double?[] yi = effect.Numbers("yi"), vi = effect.Numbers("vi");
        double?[]? sizes = data.TryGetProperty("n", out _) ? data.Numbers("n")
            : data.TryGetProperty("n1", out _) ? [.. data.Numbers("n1").Zip(data.Numbers("n2"), (n1, n2) => n1 + n2)]
            : null;
        int[] kept = [.. Enumerable.Range(0, yi.Length).Where(i => yi[i] is not null && vi[i] is not null)];
        return new FunnelData(kept.Select(i => yi[i]!.Value), kept.Select(i => vi[i]!.Value), sizes?.Take(kept.Length).Select(n => n!.Value));
    }

    private static void Compare(string file, string measure, JsonElement entry, FunnelData data, Comparison comparison)
    {
        switch (entry.Text("test"))
        {
            case "regression":
                CompareRegression(file, measure, entry, data, comparison);
                break;
            case "rank":
                var rank = SmallStudyEffects.Begg(data, entry.GetProperty("exact").GetBoolean());
                comparison.Check(file, rank.Name, "tau", entry.Number("tau"), rank.KendallTau, ClosedForm, 1, measure);
                comparison.Check(file, rank.Name, "p-value", entry.Number("p") ?? TwoStudies(data), rank.Test.PValue, ClosedForm, 1e-12, measure);
                break;
            case "trimAndFill":
                CompareTrimAndFill(file, measure, entry, data, comparison);
                break;
            case "failSafeN":
                CompareFailSafe(file, measure, entry, data, comparison);
                break;
            case "excessSignificance":
                var excess = SmallStudyEffects.ExcessSignificance(data);
                comparison.Check(file, "excess-significance", "observed", entry.Number("observed"), excess.Observed, 0, 1, measure);
                comparison.Check(file, "excess-significance", "expected", entry.Number("expected"), excess.Expected, ClosedForm, 1, measure);

                // metafor prints the exact p-value of few studies and the chi-squared one of many; both are given here.
                var exact = data.Count <= MostForExact || excess.ChiSquaredPValue is null || excess.Observed == data.Count;
                comparison.Check(file, "excess-significance", "p-value", entry.Number("p"), exact ? excess.PValue : excess.ChiSquaredPValue, ClosedForm, 1e-6, measure);
                break;
            case "henmiCopas":
                var henmi = SmallStudyEffects.HenmiCopas(data);
                var se = henmi.Estimate.StandardError!.Value;
                comparison.Check(file, "henmi-copas", "estimate", entry.Number("estimate"), henmi.Estimate.Value, ClosedForm, se, measure);
                comparison.Check(file, "henmi-copas", "standard error", entry.Number("se"), se, ClosedForm, 0, measure);
                comparison.Check(file, "henmi-copas", "tau²", entry.Number("tau2"), henmi.TauSquared, ClosedForm, 1e-7, measure);
                var unit = se * se * Math.Sqrt(data.Variance.ToArray().Sum(v => 1 / v));
                comparison.Check(file, "henmi-copas", "half width, in units of t0", (entry.Number("ciUpper") - entry.Number("ciLower")) / 2 / unit, henmi.Estimate.Interval?.Width / 2 / unit, RootFound, 1, measure);
                break;
            case "selectionModel":
                break;
            default:
                Assert.Fail($"{file}: nothing compares the entry \"{entry.Text("test")}\".");
                break;
        }
    }

    private static void CompareRegression(string file, string measure, JsonElement entry, FunnelData data, Comparison comparison)
    {
        var predictor = entry.Text("predictor") switch
        {
            "sei" => FunnelPredictor.StandardError,
            "vi" => FunnelPredictor.Variance,
            "ni" => FunnelPredictor.Size,
            "ninv" => FunnelPredictor.InverseSize,
            "sqrtni" => FunnelPredictor.RootSize,
            "sqrtninv" => FunnelPredictor.InverseRootSize,
            var other => throw new InvalidOperationException(other),
        };
        var mixed = entry.Text("model") == "rma";
        var test = mixed ? SmallStudyEffects.EggerMixed(data, predictor) : SmallStudyEffects.EggerClassic(data, predictor);
        if (entry.TryGetProperty("refused", out _))
        {
            Assert.Null(test.Test.Statistic);
            Assert.NotEmpty(test.Notes);
            return;
        }

        var context = $"{measure} {entry.Text("predictor")}";
        var tolerance = mixed ? Iterated : ClosedForm;
        comparison.Check(file, test.Name, "statistic", entry.Number("stat"), test.Test.Statistic, tolerance, 1, context);
        comparison.Check(file, test.Name, "degrees of freedom", entry.Number("df"), test.Test.DegreesOfFreedom, 0, 1, context);
        comparison.Check(file, test.Name, "p-value", entry.Number("p"), test.Test.PValue, tolerance, 1e-3, context);
        var width = test.LimitInterval?.Width ?? 1;
        comparison.Check(file, test.Name, "limit", entry.Number("limitEstimate"), test.LimitEstimate, tolerance, width, context);
        comparison.Check(file, test.Name, "limit, lower", entry.Number("limitLower"), test.LimitInterval?.Lower, tolerance, width, context);
        comparison.Check(file, test.Name, "limit, upper", entry.Number("limitUpper"), test.LimitInterval?.Upper, tolerance, width, context);
    }

    private static void CompareTrimAndFill(string file, string measure, JsonElement entry, FunnelData data, Comparison comparison)
    {
        var estimator = Enum.Parse<TrimAndFillEstimator>(entry.Text("estimator"));
        var model = entry.Text("tau2Estimator");
        var fill = SmallStudyEffects.TrimAndFill(data, new TrimAndFillOptions
        {
            Estimator = estimator,
            Side = entry.Text("side") == "left" ? FunnelSide.Left : FunnelSide.Right,
            TauSquared = model switch { "EE" => null, "DL" => TauSquaredEstimator.DerSimonianLaird, _ => TauSquaredEstimator.Reml },
        });
        if (entry.TryGetProperty("refused", out _))
        {
            Assert.Null(fill.Missing);
            Assert.NotEmpty(fill.Notes);
            return;
        }

        var context = $"{measure} {model} {estimator} {entry.Text("side")}";
        comparison.Check(file, "trim-and-fill", "missing", entry.Number("k0"), fill.Missing, 0, 1, context);

        // Inside trimfill metafor iterates tau² to changes below 1e-5 only: at its tau² the mean is ours exactly, and ours has the higher restricted likelihood.
        double[] yi = [.. data.Effect, .. fill.Filled.Select(f => f.Effect!.Value)], vi = [.. data.Variance, .. fill.Filled.Select(f => f.Variance!.Value)];
        var tau2 = entry.Number("tau2")!.Value;
        var there = RandomEffectsFit.Fit(yi, vi, new RandomEffectsSettings { FixedTauSquared = tau2 });
        if (model == "REML" && fill.TauSquared != tau2)
        {
            comparison.Check(file, "trim-and-fill", "tau² (REML)", tau2, fill.TauSquared, LooseReml, 1, context);
            var here = RandomEffectsFit.Fit(yi, vi, new RandomEffectsSettings { FixedTauSquared = fill.TauSquared });
            Assert.True(here.Statistics().LogLikelihoodReml >= there.Statistics().LogLikelihoodReml - 1e-12, context);
        }
        else
        {
            comparison.Check(file, "trim-and-fill", "tau²", tau2, fill.TauSquared, ClosedForm, 0.1, context);
        }

        comparison.Check(file, "trim-and-fill", "estimate", entry.Number("estimate"), there.Beta[0], ClosedForm, there.StandardError(0), context);
        comparison.Check(file, "trim-and-fill", "standard error", entry.Number("se"), there.StandardError(0), ClosedForm, 0, context);
        comparison.Check(file, "trim-and-fill", "p-value of none missing", entry.Number("p0"), fill.NoneMissingPValue, 0, 1, context);
    }

    private static void CompareFailSafe(string file, string measure, JsonElement entry, FunnelData data, Comparison comparison)
    {
        var method = Enum.Parse<FailSafeMethod>(entry.Text("type"));
        var failSafe = SmallStudyEffects.FailSafeN(data, method);

        // metafor's general method is an approximation it does not publish; ours is the mixture the documentation describes, and the two agree to a study or 0.3 %.
        if (method == FailSafeMethod.General)
        {
            Assert.InRange(failSafe.Studies!.Value, Math.Min(entry.Number("n")!.Value - 1, entry.Number("n")!.Value * 0.997), Math.Max(entry.Number("n")!.Value + 1, entry.Number("n")!.Value * 1.003));
        }
        else
        {
            comparison.Check(file, $"fail-safe-{method}", "studies", entry.Number("n"), failSafe.Studies, 0, 1, measure);
        }

        // Tails: relative down to 1e-290, where both underflow. The general method's tau² is as loose as that of trimfill: compared as quantiles.
        if (method == FailSafeMethod.General)
        {
            comparison.Check(file, "fail-safe-General", "quantile of the p-value", Quantile(entry.Number("p")), Quantile(failSafe.PValue), LooseReml, 1, measure);
        }
        else
        {
            comparison.Check(file, $"fail-safe-{method}", "p-value", entry.Number("p"), failSafe.PValue, ClosedForm, 1e-290, measure);
        }
    }

    private static double? Quantile(double? p) => p is null or < 1e-300 ? null : NormalDistribution.UpperQuantile(p.Value / 2);

    // metafor gives no normal p-value for two studies; the variance of Kendall's score is 1 and it is defined.
    private static double? TwoStudies(FunnelData data) => data.Count == 2 ? 0.31731050786291410283 : null;
}
