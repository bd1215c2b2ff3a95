using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Every bias entry of the reference files but the selection models. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
internal static class BiasProcedure
{
    public static readonly string[] Files = ["proportions-*.json", "two-arm-*.json", "generic-*.json"];

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

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        foreach (var (measure, effect, entry) in file.Walk("bias"))
        {
            Compare(measure.Code, entry, Data(file.Root["data"], effect), comparison);
        }
    }

    public static FunnelData Data(ReferenceEntry data, ReferenceEntry effect)
    {
        // Studies without an effect are left out. The reference then takes the sizes of the first studies of the file for those of the studies left (collins1985a):
        // a slip of its script, followed here so that its numbers can be compared.
        double?[] yi = effect.Column("yi"), vi = effect.Column("vi");
        double?[]? sizes = data.Has("n") ? data.Column("n")
            : data.Has("n1") ? [.. data.Column("n1").Zip(data.Column("n2"), (n1, n2) => n1 + n2)]
            : null;
        int[] kept = [.. Enumerable.Range(0, yi.Length).Where(i => yi[i] is not null && vi[i] is not null)];
        return new FunnelData(kept.Select(i => yi[i]!.Value), kept.Select(i => vi[i]!.Value), sizes?.Take(kept.Length).Select(n => n!.Value));
    }

    private static void Compare(string measure, ReferenceEntry entry, FunnelData data, Comparison comparison)
    {
        switch (entry.Text("test"))
        {
            case "regression":
                CompareRegression(measure, entry, data, comparison);
                break;
            case "rank":
                var rank = SmallStudyEffects.Begg(data, entry["exact"].Json.GetBoolean());
                comparison.Check(rank.Name, "tau", entry.Number("tau"), rank.KendallTau, ClosedForm, 1, measure);
                comparison.Check(rank.Name, "p-value", entry.Number("p").Or(TwoStudies(data)), rank.Test.PValue, ClosedForm, 1e-12, measure);
                break;
            case "trimAndFill":
                CompareTrimAndFill(measure, entry, data, comparison);
                break;
            case "failSafeN":
                CompareFailSafe(measure, entry, data, comparison);
                break;
            case "excessSignificance":
                var excess = SmallStudyEffects.ExcessSignificance(data);
                comparison.Check("excess-significance", "observed", entry.Number("observed"), excess.Observed, 0, 1, measure);
                comparison.Check("excess-significance", "expected", entry.Number("expected"), excess.Expected, ClosedForm, 1, measure);

                // metafor prints the exact p-value of few studies and the chi-squared one of many; both are given here.
                var exact = data.Count <= MostForExact || excess.ChiSquaredPValue is null || excess.Observed == data.Count;
                comparison.Check("excess-significance", "p-value", entry.Number("p"), exact ? excess.PValue : excess.ChiSquaredPValue, ClosedForm, 1e-6, measure);
                break;
            case "henmiCopas":
                var henmi = SmallStudyEffects.HenmiCopas(data);
                var se = henmi.Estimate.StandardError!.Value;
                comparison.Check("henmi-copas", "estimate", entry.Number("estimate"), henmi.Estimate.Value, ClosedForm, se, measure);
                comparison.Check("henmi-copas", "standard error", entry.Number("se"), se, ClosedForm, 0, measure);
                comparison.Check("henmi-copas", "tau²", entry.Number("tau2"), henmi.TauSquared, ClosedForm, 1e-7, measure);
                var unit = se * se * Math.Sqrt(data.Variance.ToArray().Sum(v => 1 / v));
                comparison.Check("henmi-copas", "lower limit, in units of t0", entry.Number("ciLower").Map(Units), Units(henmi.Estimate.Interval!.Value.Lower), RootFound, 1, measure);
                comparison.Check("henmi-copas", "upper limit, in units of t0", entry.Number("ciUpper").Map(Units), Units(henmi.Estimate.Interval!.Value.Upper), RootFound, 1, measure);

                double? Units(double limit) => Math.Abs(limit - henmi.Estimate.Value!.Value) / unit;
                break;
            case "selectionModel":
                break;
            default:
                throw new InvalidOperationException($"Nothing compares the entry \"{entry.Text("test")}\".");
        }
    }

    private static void CompareRegression(string measure, ReferenceEntry entry, FunnelData data, Comparison comparison)
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
        if (entry.Refused)
        {
            comparison.Require(entry.Number("refused").Path, test.Test.Statistic is null && test.Notes.Count > 0, "an answer, or no note");
            return;
        }

        var context = $"{measure} {entry.Text("predictor")}";
        var tolerance = mixed ? Iterated : ClosedForm;
        comparison.Check(test.Name, "statistic", entry.Number("stat"), test.Test.Statistic, tolerance, 1, context);
        comparison.Check(test.Name, "degrees of freedom", entry.Number("df"), test.Test.DegreesOfFreedom, 0, 1, context);
        comparison.Check(test.Name, "p-value", entry.Number("p"), test.Test.PValue, tolerance, 1e-3, context);
        var width = test.LimitInterval?.Width ?? 1;
        comparison.Check(test.Name, "limit", entry.Number("limitEstimate"), test.LimitEstimate, tolerance, width, context);
        comparison.Check(test.Name, "limit, lower", entry.Number("limitLower"), test.LimitInterval?.Lower, tolerance, width, context);
        comparison.Check(test.Name, "limit, upper", entry.Number("limitUpper"), test.LimitInterval?.Upper, tolerance, width, context);
    }

    private static void CompareTrimAndFill(string measure, ReferenceEntry entry, FunnelData data, Comparison comparison)
    {
        var estimator = Enum.Parse<TrimAndFillEstimator>(entry.Text("estimator"));
        var model = entry.Text("tau2Estimator");
        var fill = SmallStudyEffects.TrimAndFill(data, new TrimAndFillOptions
        {
            Estimator = estimator,
            Side = entry.Text("side") == "left" ? FunnelSide.Left : FunnelSide.Right,
            TauSquared = model switch { "EE" => null, "DL" => TauSquaredEstimator.DerSimonianLaird, _ => TauSquaredEstimator.Reml },
        });
        if (entry.Refused)
        {
            comparison.Require(entry.Number("refused").Path, fill.Missing is null && fill.Notes.Count > 0, "an answer, or no note");
            return;
        }

        var context = $"{measure} {model} {estimator} {entry.Text("side")}";
        comparison.Check("trim-and-fill", "missing", entry.Number("k0"), fill.Missing, 0, 1, context);

        // Inside trimfill metafor iterates tau² to changes below 1e-5 only: at its tau² the mean is ours exactly, and ours has the higher restricted likelihood.
        double[] yi = [.. data.Effect, .. fill.Filled.Select(f => f.Effect!.Value)], vi = [.. data.Variance, .. fill.Filled.Select(f => f.Variance!.Value)];
        var tau2 = entry.Value("tau2");
        var there = RandomEffectsFit.Fit(yi, vi, new RandomEffectsSettings { FixedTauSquared = tau2 });
        if (model == "REML" && fill.TauSquared != tau2)
        {
            comparison.Check("trim-and-fill", "tau² (REML)", entry.Number("tau2"), fill.TauSquared, LooseReml, 1, context);
            var here = RandomEffectsFit.Fit(yi, vi, new RandomEffectsSettings { FixedTauSquared = fill.TauSquared });
            comparison.Require(
                entry.Number("tau2").Path, here.Statistics().LogLikelihoodReml >= there.Statistics().LogLikelihoodReml - 1e-12, "metafor's tau² has the higher restricted likelihood");
        }
        else
        {
            comparison.Check("trim-and-fill", "tau²", entry.Number("tau2"), fill.TauSquared, ClosedForm, 0.1, context);
        }

        comparison.Check("trim-and-fill", "estimate", entry.Number("estimate"), there.Beta[0], ClosedForm, there.StandardError(0), context);
        comparison.Check("trim-and-fill", "standard error", entry.Number("se"), there.StandardError(0), ClosedForm, 0, context);
        comparison.Check("trim-and-fill", "p-value of none missing", entry.Number("p0"), fill.NoneMissingPValue, 0, 1, context);
    }

    private static void CompareFailSafe(string measure, ReferenceEntry entry, FunnelData data, Comparison comparison)
    {
        var method = Enum.Parse<FailSafeMethod>(entry.Text("type"));
        var failSafe = SmallStudyEffects.FailSafeN(data, method);

        // metafor's general method is an approximation that its documentation does not spell out; ours (the mixture of hidden and observed studies) agrees with it to one study.
        if (method == FailSafeMethod.General)
        {
            comparison.Check("fail-safe-General", "studies, to one", entry.Number("n"), failSafe.Studies, 1 / Math.Max(1, entry.Value("n")), 1, measure);
        }
        else
        {
            comparison.Check($"fail-safe-{method}", "studies", entry.Number("n"), failSafe.Studies, 0, 1, measure);
        }

        // Tails: relative down to 1e-290, where both underflow. The general method's tau² is as loose as that of trimfill: compared as quantiles.
        if (method == FailSafeMethod.General)
        {
            comparison.Check("fail-safe-General", "quantile of the p-value", entry.Number("p").Map(p => Quantile(p)), Quantile(failSafe.PValue), LooseReml, 1, measure);
        }
        else
        {
            comparison.Check($"fail-safe-{method}", "p-value", entry.Number("p"), failSafe.PValue, ClosedForm, 1e-290, measure);
        }
    }

    private static double? Quantile(double? p) => p is null or < 1e-300 ? null : NormalDistribution.UpperQuantile(p.Value / 2);

    // metafor gives no normal p-value for two studies; the variance of Kendall's score is 1 and it is defined.
    private static double? TwoStudies(FunnelData data) => data.Count == 2 ? 0.31731050786291410283 : null;
}
