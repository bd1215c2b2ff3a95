namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Logistic random-intercept fits of R's meta 8.4-0, which asks metafor's <c>rma.glmm</c> with its default seven nodes.</summary>
internal static class MetaGlmmProcedure
{
    public static readonly string[] Files = ["meta-proportions-*.json"];

    /// <summary>Seven nodes move the standard error of the zero-heavy data by 1.3e-3; `SevenNodesTests` takes the difference away.</summary>
    private const double SevenNodes = 3e-3;

    /// <summary>The homogeneous model is in closed form; R's glm stops when the deviance changes by 1e-8, and takes standard errors from the step before.</summary>
    private const double Homogeneous = 2e-5;

    private const string Boundary =
        "Every patient, or none, has the event: R stops at some huge logit with a huge standard error; here the answer is 1 or 0 with the exact interval of the pooled counts.";

    private const string NormalInstead = "meta has no such prediction interval for this model and silently prints the normal one instead, which is compared in the entry \"S\".";

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root).Proportions();
        foreach (var entry in file.Root.Entries("fits").Where(f => f.Text("method") == "GLMM"))
        {
            var options = Options(entry);
            if (entry.Refused)
            {
                // Kenward–Roger and ad hoc rules have no meaning for a likelihood: refused here as well, by name. A t interval with any prediction method is answered.
                comparison.Require(
                    entry.Number("refused").Path,
                    options.Interval is IntervalMethod.T ? Pooling.Proportions(data, options).Pooled.Interval is not null : Record.Exception(() => Pooling.Proportions(data, options)) is ArgumentException,
                    "neither refused by name nor answered");
                continue;
            }

            Compare(entry, data, Pooling.Proportions(data, options), comparison);
        }
    }

    private static ProportionOptions Options(ReferenceEntry entry) => new()
    {
        Interval = (entry.Text("interval"), entry.Text("adhoc")) switch
        {
            ("classic", _) => IntervalMethod.Wald,
            ("HK", "") => IntervalMethod.T,
            ("HK", _) => IntervalMethod.HksjAdHoc,
            _ => IntervalMethod.KenwardRoger,
        },
        Prediction = MethodNames.Predictions.Parse(entry.Text("predictionMethod")),
    };

    private static void Compare(ReferenceEntry entry, ProportionData data, PooledEffect fit, Comparison comparison)
    {
        var method = $"{entry.Text("interval")}, {entry.Text("predictionMethod")}";
        void Check(string quantity, ReferenceNumber expected, double? own, double floor, double tolerance = SevenNodes) =>
            comparison.Check($"GLMM {method}", quantity, expected, own, tolerance, floor, string.Empty);

        var (common, random, prediction) = (entry["common"], entry["random"], entry["prediction"]);
        var (q, own) = (entry.Numbers("Q"), fit.Heterogeneity);
        Check("studies", entry.Number("k"), fit.StudyCount, 1, 0);
        Check("tau²", entry.Number("tau2"), own.TauSquared, 1e-1);
        comparison.Explain(prediction.Number("df").Path, "Degrees of freedom of the prediction interval: not a field of the answer; the limits, which they determine, are compared.");
        foreach (var name in new[] { "tau2Lower", "tau2Upper", "QLRT", "Rb" })
        {
            comparison.Require(entry.Number(name).Path, entry.Number(name).Value is null, "meta gives a number");
        }

        long events = data.Events.ToArray().Sum(), total = data.Total.ToArray().Sum();
        if (events == 0 || events == total)
        {
            foreach (var number in (ReferenceNumber[])[.. All(common), .. All(random), .. All(prediction), .. q, .. Ratios(entry)])
            {
                comparison.Require(number.Path, fit.Pooled.Interval is not null && fit.Notes.Count > 0, "no answer at the boundary");
                comparison.Explain(number.Path, Boundary);
            }

            return;
        }

        var (logit, error) = (Math.Log((double)events / (total - events)), Math.Sqrt(1.0 / events + 1.0 / (total - events)));
        Check("common estimate", common.Number("estimate"), logit, error, Homogeneous);
        Check("common standard error", common.Number("se"), error, 0, Homogeneous);
        Check("common lower limit", common.Number("lower"), logit - 1.959963984540054 * error, error, Homogeneous);
        Check("common upper limit", common.Number("upper"), logit + 1.959963984540054 * error, error, Homogeneous);
        var se = random.Value("se");
        Check("estimate", random.Number("estimate"), fit.Transformed.Value, se);
        Check("standard error", random.Number("se"), fit.Transformed.StandardError, se);
        Check("lower limit", random.Number("lower"), fit.Transformed.Interval?.Lower, se);
        Check("upper limit", random.Number("upper"), fit.Transformed.Interval?.Upper, se);
        Check("degrees of freedom", random.Number("df"), fit.Transformed.Test.DegreesOfFreedom, 1);
        if (entry.Text("predictionMethod") == "HK-PR" || (entry.Text("predictionMethod") == "HTS" && fit.StudyCount == 2))
        {
            comparison.Explain(prediction.Number("lower").Path, NormalInstead);
            comparison.Explain(prediction.Number("upper").Path, NormalInstead);
        }
        else
        {
            Check("prediction lower", prediction.Number("lower"), fit.Prediction?.Transformed.Lower, se);
            Check("prediction upper", prediction.Number("upper"), fit.Prediction?.Transformed.Upper, se);
        }

        Check("Wald Q", q[0], own.CochranQ?.Statistic, 1, Homogeneous);
        Check("likelihood-ratio Q", q[1], own.LikelihoodRatio?.Statistic, 1, Homogeneous);
        CompareRatios(entry, q[0].Value!.Value, fit.StudyCount - 1, Check);
    }

    /// <summary>meta takes I² and H from the Wald test; the model here takes them from its own tau², so that the same closed forms are evaluated at meta's Q.</summary>
    private static void CompareRatios(ReferenceEntry entry, double q, int df, Action<string, ReferenceNumber, double?, double, double> check)
    {
        var h2 = Math.Max(1, q / df);
        var interval = TestBasedH.Squared(q, df, 0.95);
        check("H from the Wald Q", entry.Number("H"), Math.Sqrt(h2), 1, 1e-10);
        check("I² from the Wald Q", entry.Number("I2"), 1 - 1 / h2, 1, 1e-10);
        check("H lower", entry.Number("HLower"), interval is { } l ? Math.Sqrt(l.Lower) : null, 1, 1e-10);
        check("H upper", entry.Number("HUpper"), interval is { } u ? Math.Sqrt(u.Upper) : null, 1, 1e-10);
        check("I² lower", entry.Number("I2Lower"), interval is { } a ? 1 - 1 / a.Lower : null, 1, 1e-10);
        check("I² upper", entry.Number("I2Upper"), interval is { } b ? 1 - 1 / b.Upper : null, 1, 1e-10);
    }

    private static IEnumerable<ReferenceNumber> All(ReferenceEntry entry) => entry.Json.EnumerateObject().Select(property => entry.Number(property.Name));

    private static IEnumerable<ReferenceNumber> Ratios(ReferenceEntry entry) =>
        new[] { "I2", "I2Lower", "I2Upper", "H", "HLower", "HUpper" }.Select(entry.Number);
}
