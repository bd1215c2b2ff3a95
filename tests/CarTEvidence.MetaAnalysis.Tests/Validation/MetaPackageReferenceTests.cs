using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>
/// Conventions in which R's meta differs from metafor: Kenward–Roger, Higgins–Thompson–Spiegelhalter prediction with the model's standard error, I² from Q.
/// Source: R 4.2.2, meta 8.4-0, in the files named. Log proportions are left out: meta corrects them by another rule.
/// </summary>
public sealed class MetaPackageReferenceTests
{
    /// <summary>meta's own convergence of REML; closed forms are compared by the other tests.</summary>
    private const double MetaConvergence = 1e-4;

    private static readonly Dictionary<string, Measure> Measures = new()
    {
        ["PLOGIT"] = Measure.Logit,
        ["PAS"] = Measure.Arcsine,
        ["PFT"] = Measure.FreemanTukey,
        ["RR"] = Measure.RiskRatio,
        ["OR"] = Measure.OddsRatio,
        ["RD"] = Measure.RiskDifference,
    };

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("meta-proportions-*.json", "meta-two-arm-bcg.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pooling_MetaConventions_Agree(string file)
    {
        var comparison = new Comparison();
        Compare(file, comparison);
        comparison.Verify();
    }

    internal static void Compare(string file, Comparison comparison)
    {
        using var document = ReferenceFile.Open(file);
        var data = new ReferenceData(document.RootElement);
        foreach (var fit in document.RootElement.GetProperty("fits").EnumerateArray())
        {
            if (fit.Text("method") == "Inverse" && Measures.TryGetValue(fit.Text("sm"), out var measure) && fit.Number("k") > 1
                && Settings(fit) is { } settings)
            {
                Compare(file, fit, data.Pool(measure, settings), settings, comparison);
            }
        }
    }

    /// <summary>The conventions that are options here; the others (ad hoc by interval, prediction with the adjusted error) are not.</summary>
    private static RandomEffectsSettings? Settings(JsonElement fit)
    {
        var prediction = fit.TryGetProperty("predictionMethod", out var p) ? p.GetString() : "V";
        IntervalMethod? interval = (fit.Text("interval"), fit.TryGetProperty("adhoc", out var a) ? a.GetString() : "") switch
        {
            ("classic", _) => IntervalMethod.Wald,
            ("HK", "") => IntervalMethod.Hksj,
            ("HK", "se") => IntervalMethod.HksjAdHoc,
            ("KR", "") => IntervalMethod.KenwardRoger,
            _ => null,
        };
        PredictionMethod? method = prediction switch
        {
            "V" when interval == IntervalMethod.Wald => PredictionMethod.T,
            "HTS" => PredictionMethod.HigginsThompsonSpiegelhalter,
            "S" when interval == IntervalMethod.Wald => PredictionMethod.Normal,
            _ => null,
        };
        return interval is { } i && method is { } m ? new RandomEffectsSettings { Interval = i, Prediction = m } : null;
    }

    private static void Compare(string file, JsonElement entry, PooledEffect actual, RandomEffectsSettings settings, Comparison comparison)
    {
        var method = $"{settings.Interval}, {settings.Prediction}";
        var random = entry.GetProperty("random");
        var se = random.Number("se")!.Value;
        void Check(string quantity, double? expected, double? value, double floor) =>
            comparison.Check(file, method, quantity, expected, value, MetaConvergence, floor, entry.Text("sm"));

        Check("estimate", random.Number("estimate"), actual.Transformed.Value, se);
        Check("standard error", random.Number("se"), actual.Transformed.StandardError, 1e-9);
        Check("lower limit", random.Number("lower"), actual.Transformed.Interval?.Lower, se);
        Check("upper limit", random.Number("upper"), actual.Transformed.Interval?.Upper, se);
        Check("degrees of freedom", random.Number("df"), actual.Transformed.Test.DegreesOfFreedom, 1);
        if (entry.TryGetProperty("prediction", out var prediction) && prediction.Number("lower") is not null)
        {
            Check("prediction lower", prediction.Number("lower"), actual.Prediction?.Transformed.Lower, se);
            Check("prediction upper", prediction.Number("upper"), actual.Prediction?.Transformed.Upper, se);
        }

        Check("I² from Q", entry.Number("I2"), actual.Heterogeneity.ISquaredFromQ / 100, 1);
        var (i2, h2) = (actual.Heterogeneity.ISquaredFromQInterval, actual.Heterogeneity.HSquaredFromQInterval);
        if (h2 is not null)
        {
            Check("I² from Q, lower", entry.Number("I2Lower"), i2?.Lower / 100, 1);
            Check("I² from Q, upper", entry.Number("I2Upper"), i2?.Upper / 100, 1);
            Check("H from Q, lower", entry.Number("HLower"), Math.Sqrt(h2.Value.Lower), 1);
            Check("H from Q, upper", entry.Number("HUpper"), Math.Sqrt(h2.Value.Upper), 1);
        }

        Check("H from Q", entry.Number("H"), Math.Sqrt(actual.Heterogeneity.HSquaredFromQ!.Value), 1);
        Check("Q", entry.Number("Q"), actual.Heterogeneity.CochranQ?.Statistic, 1);
    }
}
