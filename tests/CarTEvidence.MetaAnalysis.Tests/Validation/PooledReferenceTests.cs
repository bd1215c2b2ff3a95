using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Every pooled entry of the reference files, number by number. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
public sealed class PooledReferenceTests
{
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

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("proportions-*.json", "rates-*.json", "two-arm-*.json", "means-*.json", "generic-*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pooling_EveryEstimatorAndInterval_AgreesWithMetafor(string file)
    {
        var comparison = new Comparison();
        Compare(file, comparison);
        comparison.Verify();
    }

    /// <summary>R's Fisher scoring cycles on these and stops with an error; here they converge, to the global maximum of the likelihood.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Pooling_WhatTheReferenceRefused_IsAnswered(string file)
    {
        using var document = ReferenceFile.Open(file);
        var data = new ReferenceData(document.RootElement);
        foreach (var effect in document.RootElement.GetProperty("effects").EnumerateArray().Where(e => e.TryGetProperty("pooled", out _)))
        {
            foreach (var entry in effect.GetProperty("pooled").EnumerateArray().Where(e => e.TryGetProperty("refused", out _)))
            {
                var actual = data.Pool(Measure.Parse(effect.Text("measure")), entry);
                var fit = actual.Source!.Fit;
                var regression = fit.Regression.Copy();
                Assert.True(actual.Converged);
                Assert.Equal("REML", entry.Text("tau2Estimator"));
                var top = regression.RestrictedLogLikelihood(regression.At(fit.TauSquared));
                for (var exponent = -6.0; exponent < 6; exponent += 0.02)
                {
                    Assert.True(regression.RestrictedLogLikelihood(regression.At(Math.Pow(10, exponent))) <= top + 1e-10);
                }
            }
        }
    }

    internal static void Compare(string file, Comparison comparison)
    {
        using var document = ReferenceFile.Open(file);
        var data = new ReferenceData(document.RootElement);
        foreach (var effect in document.RootElement.GetProperty("effects").EnumerateArray())
        {
            var measure = Measure.Parse(effect.Text("measure"));
            CompareEffects(file, measure, data, effect, comparison);
            if (!effect.TryGetProperty("pooled", out var entries))
            {
                continue;
            }

            foreach (var entry in entries.EnumerateArray())
            {
                if (!entry.TryGetProperty("refused", out _))
                {
                    Compare(file, measure.Code, entry, data.Pool(measure, entry), comparison);
                }
            }
        }
    }

    private static void CompareEffects(string file, Measure measure, ReferenceData data, JsonElement effect, Comparison comparison)
    {
        var effects = data.Effects(measure, effect.Number("correlation"));
        var (yi, vi) = (effect.Numbers("yi"), effect.Numbers("vi"));
        for (var i = 0; i < effects.Count; i++)
        {
            comparison.Check(file, measure.Code, "effect", yi[data.Rows[i]], effects[i].Effect, ClosedForm, Math.Sqrt(effects[i].Variance ?? 1), effects[i].Study);
            comparison.Check(file, measure.Code, "variance", vi[data.Rows[i]], effects[i].Variance, ClosedForm, 1e-300, effects[i].Study);
        }
    }

    private static void Compare(string file, string measure, JsonElement entry, PooledEffect actual, Comparison comparison)
    {
        var estimator = entry.Text("tau2Estimator");
        var closed = estimator is "EE" or "DL" or "HE" or "HS" or "HSk" or "SJ";
        var tolerance = closed ? ClosedForm : entry.Number("tau2") is > 0 and < TinyTauSquared ? IteratedTiny : Iterated;
        var context = $"{measure} {entry.Text("test")}";
        void Check(string quantity, double? expected, double? value, double floor = 1e-7) =>
            comparison.Check(file, estimator, quantity, expected, value, tolerance, floor, context);

        var fit = actual.Source!.Fit;
        var mean = actual.Transformed;
        var heterogeneity = actual.Heterogeneity;
        Check("estimate", entry.Number("beta"), mean.Value, floor: Math.Max(1e-7, entry.Number("se")!.Value));
        Check("standard error", entry.Number("se"), mean.StandardError);
        Check("statistic", entry.Number("stat"), mean.Test.Statistic, floor: 1);
        Check("degrees of freedom", entry.Number("df"), mean.Test.DegreesOfFreedom);
        Check("lower limit", entry.Number("ciLower"), mean.Interval?.Lower, floor: entry.Number("se")!.Value);
        Check("upper limit", entry.Number("ciUpper"), mean.Interval?.Upper, floor: entry.Number("se")!.Value);
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
        CheckPValue(entry, mean.Test, comparison, file, estimator, tolerance, context);
        var weights = entry.Numbers("weights");
        for (var i = 0; i < weights.Length; i++)
        {
            Check("weights", weights[i], actual.Studies[i].Weight);
        }

        ComparePrediction(entry, actual, Check);
    }

    /// <summary>A p-value at statistic t moves by about t² times the relative error of t: the tolerance of the statistic is carried through.</summary>
    private static void CheckPValue(JsonElement entry, TestResult test, Comparison comparison, string file, string estimator, double tolerance, string context)
    {
        if (entry.Number("stat") is not { } t)
        {
            // R: a standard error of 0 (HKSJ of equal effects), an infinite statistic and p = 0. Ours: no test, and a note.
            Assert.Null(test.PValue);
            return;
        }

        comparison.Check(file, estimator, "p-value", entry.Number("p"), test.PValue, tolerance * Math.Max(1, t * t), 1e-300, context);
    }

    private static void ComparePrediction(JsonElement entry, PooledEffect actual, Action<string, double?, double?, double> check)
    {
        var prediction = entry.GetProperty("prediction");
        var (low, high) = (actual.Measure.NaturalLower, actual.Measure.NaturalUpper);
        double? Cut(double? value) => value is { } v ? Math.Clamp(v, low, high) : null;

        var se = entry.Number("se")!.Value;
        check("prediction lower", prediction.Number("piLower"), actual.Prediction?.Transformed.Lower, se);
        check("prediction upper", prediction.Number("piUpper"), actual.Prediction?.Transformed.Upper, se);
        if (!entry.TryGetProperty("backTransformed", out var natural))
        {
            return;
        }

        check("natural estimate", Cut(natural.Number("pred")), actual.Pooled.Value, 1e-2);
        check("natural lower", Cut(natural.Number("ciLower")), actual.Pooled.Interval?.Lower, 1e-2);
        check("natural upper", Cut(natural.Number("ciUpper")), actual.Pooled.Interval?.Upper, 1e-2);
        check("natural prediction lower", Cut(natural.Number("piLower")), actual.Prediction?.Interval.Lower, 1e-2);
        check("natural prediction upper", Cut(natural.Number("piUpper")), actual.Prediction?.Interval.Upper, 1e-2);
    }
}
