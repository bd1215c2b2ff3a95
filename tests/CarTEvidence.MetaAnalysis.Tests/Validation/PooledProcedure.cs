namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Effect sizes and every pooled entry, number by number. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
internal static class PooledProcedure
{
    public static readonly string[] Files = ["proportions-*.json", "rates-*.json", "two-arm-*.json", "means-*.json", "generic-*.json"];

    /// <summary>Closed forms: the files print 14 significant digits.</summary>
    private const double ClosedForm = 1e-10;

    /// <summary>Iterated estimators, as tight as the reference's own iterations.</summary>
    private const double Iterated = 1e-8;

    /// <summary>
    /// R stops its iterations on the absolute change of tau². Where tau² itself is of the order 1e-6 (raw rates) that shows: EB, PM, DLIT and SJIT solve one
    /// equation, and its answers for them differ by 4e-8.
    /// </summary>
    private const double IteratedTiny = 1e-7;

    private const double TinyTauSquared = 1e-5;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root);
        foreach (var effect in file.Root.Entries("effects"))
        {
            CompareEffects(Measure.Parse(effect.Text("measure")), data, effect, comparison);
        }

        foreach (var (measure, _, entry) in file.Walk("pooled"))
        {
            var actual = data.Pool(measure, entry);
            if (entry.Refused)
            {
                comparison.Require(entry.Number("refused").Path, IsGlobalMaximum(entry, actual), "REML here is not the global maximum of the restricted likelihood");
            }
            else
            {
                Compare(measure.Code, entry, actual, comparison);
            }
        }
    }

    /// <summary>R's Fisher scoring cycles on these and stops with an error; here they converge, to the global maximum of the likelihood.</summary>
    private static bool IsGlobalMaximum(ReferenceEntry entry, PooledEffect actual)
    {
        var fit = actual.Source!.Fit;
        var regression = fit.Regression.Copy();
        var top = regression.RestrictedLogLikelihood(regression.At(fit.TauSquared));
        var global = actual.Converged && entry.Text("tau2Estimator") == "REML";
        for (var exponent = -6.0; exponent < 6; exponent += 0.02)
        {
            global &= regression.RestrictedLogLikelihood(regression.At(Math.Pow(10, exponent))) <= top + 1e-10;
        }

        return global;
    }

    private static void CompareEffects(Measure measure, ReferenceData data, ReferenceEntry effect, Comparison comparison)
    {
        var effects = data.Effects(measure, effect.Number("correlation").Value);
        var (yi, vi) = (effect.Numbers("yi"), effect.Numbers("vi"));
        for (var i = 0; i < effects.Count; i++)
        {
            comparison.Check(measure.Code, "effect", yi[data.Rows[i]], effects[i].Effect, ClosedForm, Math.Sqrt(effects[i].Variance ?? 1), effects[i].Study);
            comparison.Check(measure.Code, "variance", vi[data.Rows[i]], effects[i].Variance, ClosedForm, 1e-300, effects[i].Study);
        }

        foreach (var missing in Enumerable.Range(0, yi.Length).Except(data.Rows))
        {
            comparison.Require(yi[missing].Path, yi[missing].Value is null, "an effect of a row with missing counts");
            comparison.Require(vi[missing].Path, vi[missing].Value is null, "a variance of a row with missing counts");
        }
    }

    private static void Compare(string measure, ReferenceEntry entry, PooledEffect actual, Comparison comparison)
    {
        var estimator = entry.Text("tau2Estimator");
        var closed = estimator is "EE" or "DL" or "HE" or "HS" or "HSk" or "SJ";
        var tolerance = closed ? ClosedForm : entry.Number("tau2").Value is > 0 and < TinyTauSquared ? IteratedTiny : Iterated;
        var context = $"{measure} {entry.Text("test")}";
        void Check(string quantity, ReferenceNumber expected, double? value, double floor = 1e-7) =>
            comparison.Check(estimator, quantity, expected, value, tolerance, floor, context);

        var fit = actual.Source!.Fit;
        var (mean, heterogeneity, se) = (actual.Transformed, actual.Heterogeneity, entry.Value("se"));
        comparison.Check(estimator, "studies", entry.Number("k"), actual.StudyCount, 0, 1, context);
        Check("estimate", entry.Number("beta"), mean.Value, floor: Math.Max(1e-7, se));
        Check("standard error", entry.Number("se"), mean.StandardError);
        Check("statistic", entry.Number("stat"), mean.Test.Statistic, floor: 1);
        Check("degrees of freedom", entry.Number("df"), mean.Test.DegreesOfFreedom);
        Check("lower limit", entry.Number("ciLower"), mean.Interval?.Lower, floor: se);
        Check("upper limit", entry.Number("ciUpper"), mean.Interval?.Upper, floor: se);
        Check("tau²", entry.Number("tau2"), heterogeneity.TauSquared, floor: closed ? 1e-7 : fit.TypicalVariance!.Value);
        Check("standard error of tau²", entry.Number("seTau2"), heterogeneity.TauSquaredStandardError);
        Check("I²", entry.Number("I2"), heterogeneity.ISquared, floor: 100);
        Check("H²", entry.Number("H2"), heterogeneity.HSquared, floor: 1);
        Check("Q", entry.Number("Q"), heterogeneity.CochranQ?.Statistic, floor: 1);
        Check("Q p-value", entry.Number("Qp"), heterogeneity.CochranQ?.PValue, floor: 1e-12);
        Check("log-likelihood", entry.Number("logLikML"), actual.FitStatistics?.LogLikelihoodMl, floor: 1);
        Check("restricted log-likelihood", entry.Number("logLikREML"), actual.FitStatistics?.LogLikelihoodReml, floor: 1);
        Check("AIC", entry.Number("aicML"), actual.FitStatistics?.Aic, floor: 1);
        Check("BIC", entry.Number("bicML"), actual.FitStatistics?.Bic, floor: 1);
        Check("AICc", entry.Number("aiccML"), actual.FitStatistics?.Aicc, floor: 1);
        Check("R²", entry.Number("R2"), actual.RSquared, floor: 100);
        Check("covariance", entry["covariance"][0].Number(0), mean.StandardError * mean.StandardError, floor: 1e-14);
        CompareTest(entry, mean.Test, comparison, estimator, tolerance, context);
        var weights = entry.Numbers("weights");
        for (var i = 0; i < weights.Length; i++)
        {
            Check("weights", weights[i], actual.Studies[i].Weight);
        }

        ComparePrediction(entry, actual, Check);
    }

    /// <summary>
    /// A p-value at statistic t moves by about t² times the relative error of t: the tolerance of the statistic is carried through.
    /// With a mean alone metafor's omnibus test is the square of the same statistic.
    /// </summary>
    private static void CompareTest(ReferenceEntry entry, TestResult test, Comparison comparison, string estimator, double tolerance, string context)
    {
        var degrees = entry.Numbers("QMdf");
        comparison.Check(estimator, "omnibus degrees of freedom", degrees[0], 1, 0, 1, context);
        comparison.Check(estimator, "omnibus degrees of freedom", degrees[1], test.DegreesOfFreedom, tolerance, 1, context);
        if (entry.Number("stat").Value is not { } t)
        {
            // R: a standard error of 0 (HKSJ of equal effects), an infinite statistic and p = 0. Ours: no test, and a note.
            foreach (var name in new[] { "p", "QM", "QMp" })
            {
                comparison.Require(entry.Number(name).Path, test.PValue is null && test.Statistic is null, "a test without a standard error");
            }

            return;
        }

        var carried = tolerance * Math.Max(1, t * t);
        comparison.Check(estimator, "p-value", entry.Number("p"), test.PValue, carried, 1e-300, context);
        comparison.Check(estimator, "omnibus", entry.Number("QM"), test.Statistic * test.Statistic, 2 * tolerance, 1, context);
        comparison.Check(estimator, "omnibus p-value", entry.Number("QMp"), test.PValue, carried, 1e-300, context);
    }

    private static void ComparePrediction(ReferenceEntry entry, PooledEffect actual, Action<string, ReferenceNumber, double?, double> check)
    {
        var prediction = entry["prediction"];
        var (low, high) = (actual.Measure.NaturalLower, actual.Measure.NaturalUpper);
        var se = entry.Value("se");
        check("estimate", prediction.Number("pred"), actual.Transformed.Value, Math.Max(1e-7, se));
        check("lower limit", prediction.Number("ciLower"), actual.Transformed.Interval?.Lower, se);
        check("upper limit", prediction.Number("ciUpper"), actual.Transformed.Interval?.Upper, se);
        check("prediction lower", prediction.Number("piLower"), actual.Prediction?.Transformed.Lower, se);
        check("prediction upper", prediction.Number("piUpper"), actual.Prediction?.Transformed.Upper, se);
        if (!entry.Has("backTransformed"))
        {
            return;
        }

        var natural = entry["backTransformed"];
        ReferenceNumber Cut(string name) => natural.Number(name).Map(value => Math.Clamp(value, low, high));
        check("natural estimate", Cut("pred"), actual.Pooled.Value, 1e-2);
        check("natural lower", Cut("ciLower"), actual.Pooled.Interval?.Lower, 1e-2);
        check("natural upper", Cut("ciUpper"), actual.Pooled.Interval?.Upper, 1e-2);
        check("natural prediction lower", Cut("piLower"), actual.Prediction?.Interval.Lower, 1e-2);
        check("natural prediction upper", Cut("piUpper"), actual.Prediction?.Interval.Upper, 1e-2);
    }
}
