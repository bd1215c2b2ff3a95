namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>
/// Every inverse-variance, Mantel–Haenszel and Peto fit of R's meta 8.4-0: each interval, ad hoc rule and prediction method, through <see cref="Like.Meta8"/>.
/// meta stops its REML early; so tau² is compared to its convergence and by likelihood, and everything else at meta's own tau², where all is in closed form.
/// </summary>
internal static class MetaFitProcedure
{
    public static readonly string[] Files = ["meta-*.json"];

    /// <summary>meta's convergence of REML, as the files' README says.</summary>
    private const double MetaConvergence = 1e-4;

    /// <summary>It stops when tau² changes by less than 1e-5.</summary>
    private const double Stops = 0.1;

    private const double ClosedForm = 1e-10;

    /// <summary>Limits of tau² by R's uniroot, which stops at an absolute eps^(1/4). (With metafor's tightened ones the same limits are compared to 1e-7.)</summary>
    private const double RootFound = 1.3e-4;

    /// <summary>Where that search ends.</summary>
    private const double SearchLimit = 100;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root);
        foreach (var entry in file.Root.Entries("fits").Where(f => f.Text("method") != "GLMM"))
        {
            new Case(data, entry, comparison).Compare();
        }
    }

    private sealed class Case(ReferenceData data, ReferenceEntry entry, Comparison comparison)
    {
        private readonly PooledEffect _random = MetaFits.Random(data, entry);
        private readonly PooledEffect _common = MetaFits.Common(data, entry);

        public void Compare()
        {
            var metas = entry.Number("tau2");
            var source = _random.Source!;
            var there = InverseVarianceModel.Fit(source.Data, source.Fit.Settings with { FixedTauSquared = metas.Value });
            var se = there.Source!.Fit.StandardError(0);
            Check("studies", entry.Number("k"), _random.StudyCount, 1);
            Check("tau²", metas, _random.Heterogeneity.TauSquared, Math.Max(source.Fit.TypicalVariance!.Value, Stops), MetaConvergence);
            comparison.Require(
                metas.Path, source.Fit.Statistics().LogLikelihoodReml >= there.Source.Fit.Statistics().LogLikelihoodReml - 1e-12, "meta's tau² has the higher restricted likelihood");
            CompareCommon(entry["common"]);
            CompareRandom(entry["random"], there, Math.Max(se, _common.Transformed.StandardError!.Value));
            CompareHeterogeneity(_random.Heterogeneity);
            var classic = there.Source.Fit.ModelCovariance[0];
            Check("R_b", entry.Number("Rb"), metas.Value / (_random.StudyCount * classic), 1);
            var limits = _random.TauSquaredIntervalBy(TauSquaredIntervalMethod.QProfile)!.TauSquared;
            Check("tau² lower", entry.Number("tau2Lower"), limits.Lower, 1, RootFound);
            if (entry.Value("tau2Upper") == SearchLimit)
            {
                comparison.Require(entry.Number("tau2Upper").Path, limits.Upper > SearchLimit, "the upper limit is not beyond the end of meta's search");
            }
            else
            {
                Check("tau² upper", entry.Number("tau2Upper"), limits.Upper, 1, RootFound);
            }
        }

        private void CompareCommon(ReferenceEntry common)
        {
            var (estimate, se, interval) = Common();
            Check("common estimate", common.Number("estimate"), estimate, se);
            Check("common standard error", common.Number("se"), se, 0);
            Check("common lower limit", common.Number("lower"), interval.Lower, se);
            Check("common upper limit", common.Number("upper"), interval.Upper, se);
        }

        private (double Estimate, double StandardError, Interval Interval) Common()
        {
            if (entry.Text("method") != "MH")
            {
                var own = _common.Transformed;
                return (own.Value!.Value, own.StandardError!.Value, own.Interval!.Value);
            }

            // Without zeros, and but for the variance of risk differences, meta's is the one here: MetaMantelHaenszel has meta's two deviations.
            var (estimate, se) = MetaMantelHaenszel.Of(data.TwoArm(), entry.Text("sm"));
            if (entry.Text("sm") != "RD" && !MetaMantelHaenszel.Corrects(data.TwoArm()))
            {
                Check("common estimate", entry["common"].Number("estimate"), _common.Transformed.Value, se);
                Check("common standard error", entry["common"].Number("se"), _common.Transformed.StandardError, 0);
            }

            var half = 1.959963984540054 * se;
            return (estimate, se, new Interval(estimate - half, estimate + half, 0.95));
        }

        private void CompareRandom(ReferenceEntry random, PooledEffect there, double se)
        {
            Check("estimate", random.Number("estimate"), there.Transformed.Value, se);
            Check("standard error", random.Number("se"), there.Transformed.StandardError, se);
            Check("lower limit", random.Number("lower"), there.Transformed.Interval?.Lower, se);
            Check("upper limit", random.Number("upper"), there.Transformed.Interval?.Upper, se);
            Check("degrees of freedom", random.Number("df"), there.Transformed.Test.DegreesOfFreedom, 1);
            var prediction = entry["prediction"];
            Check("prediction lower", prediction.Number("lower"), there.Prediction?.Transformed.Lower, se);
            Check("prediction upper", prediction.Number("upper"), there.Prediction?.Transformed.Upper, se);

            // The degrees of freedom of a prediction are not printed here; its half width says which they were.
            comparison.Explain(prediction.Number("df").Path, "Degrees of freedom of the prediction interval: not a field of the answer; the limits, which they determine, are compared.");
        }

        private void CompareHeterogeneity(HeterogeneityResult own)
        {
            Check("Q", entry.Number("Q"), own.CochranQ?.Statistic, 1);
            Check("Q, likelihood ratio", entry.Number("QLRT"), own.LikelihoodRatio?.Statistic, 1);
            Check("I²", entry.Number("I2"), own.ISquared / 100, 1);
            Check("I² lower", entry.Number("I2Lower"), own.ISquaredFromQInterval?.Lower / 100, 1);
            Check("I² upper", entry.Number("I2Upper"), own.ISquaredFromQInterval?.Upper / 100, 1);
            Check("H", entry.Number("H"), own.HSquared is { } h ? Math.Sqrt(h) : null, 1);
            Check("H lower", entry.Number("HLower"), own.HSquaredFromQInterval is { } l ? Math.Sqrt(l.Lower) : null, 1);
            Check("H upper", entry.Number("HUpper"), own.HSquaredFromQInterval is { } u ? Math.Sqrt(u.Upper) : null, 1);
        }

        private void Check(string quantity, ReferenceNumber expected, double? value, double floor, double tolerance = ClosedForm) => comparison.Check(
            $"{entry.Text("method")} {entry.Text("interval")} {entry.Text("adhoc")}".TrimEnd(),
            quantity,
            expected,
            value,
            tolerance,
            floor,
            $"{entry.Text("sm")} {entry.Text("predictionMethod", "V")}");
    }
}
