using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Every selection model of the reference files. Source: R 4.2.2, metafor 5.1-12, <c>selmodel</c>, in the files named.</summary>
/// <remarks>
/// metafor's optimiser stops loosely where a variance or a selection parameter runs to its bound. So three things are compared: our likelihood at metafor's estimates with
/// metafor's value; our maximum, which may not be lower; and, where both found the same maximum, the estimates.
/// </remarks>
internal static class SelectionProcedure
{
    public static readonly string[] Files = BiasProcedure.Files;

    /// <summary>Step functions have a closed likelihood.</summary>
    private const double ClosedLikelihood = 1e-9;

    /// <summary>metafor integrates every study's average by R's integrate, which stops at a relative error of eps^(1/4). (Ours is checked against brute force elsewhere.)</summary>
    private const double IntegralOfOneStudy = 1.3e-4;

    /// <summary>A midpoint rule of 100,000 points a study.</summary>
    private const double BruteForced = 1e-6;

    /// <summary>Two maxima are the same one if they differ by less; near a maximum that is 4.5e-4 standard errors of any parameter.</summary>
    private const double SameMaximum = 1e-7;
    private const double Estimates = 1e-3;

    /// <summary>Selection parameters are the flattest direction of the likelihood.</summary>
    private const double Parameters = 1e-2;

    /// <summary>The likelihood without selection: iterated, and stationary.</summary>
    private const double LikelihoodWithout = 1e-7;

    private const double ClosedForm = 1e-10;

    private const string Lower = "metafor's optimiser stopped at a lower likelihood than the maximum found here; its likelihood there is compared, its estimates are not estimates of this maximum.";

    private const string Flat = "A parameter runs to its bound: the likelihood is flat there and where a search stops is arbitrary; the likelihoods are compared.";

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        foreach (var (measure, effect, entry) in file.Walk("bias").Where(e => e.Entry.Text("test") == "selectionModel"))
        {
            Compare(file.Name, measure.Code, entry, BiasProcedure.Data(file.Root["data"], effect), comparison);
        }
    }

    private static void Compare(string file, string measure, ReferenceEntry entry, FunnelData data, Comparison comparison)
    {
        var function = Function(entry.Text("type"));
        var context = $"{measure} {function}";
        var method = $"selection-{entry.Text("type")}";
        var stated = entry.Numbers("delta").Skip(function == SelectionFunction.Step ? 1 : 0).ToArray();
        double[] delta = [.. stated.Select(d => d.Value!.Value)];
        var likelihood = new SelectionLikelihood(data.Effect, data.Variance, function, SelectionAlternative.Greater, [0.025]);
        var logLik = entry.Number("logLik");
        var expected = logLik.Value!.Value;

        var there = likelihood.At(entry.Value("estimate"), entry.Value("tau2"), delta, new double[2 + delta.Length], new double[(2 + delta.Length) * (2 + delta.Length)]);
        var fit = SmallStudyEffects.SelectionModel(data, new SelectionModelOptions { Function = function });

        var allowed = function == SelectionFunction.Step ? ClosedLikelihood : data.Count * IntegralOfOneStudy;
        if (Math.Abs(there - expected) <= allowed)
        {
            comparison.Check(method, "log-likelihood at metafor's estimates", logLik, there, allowed / Math.Max(1, Math.Abs(expected)), 1, context);
        }
        else
        {
            comparison.Check(method, "log-likelihood by brute force, where metafor's integral is off", logLik with { Value = BruteForce(data, entry, function, delta) }, there, BruteForced, 1, context);
        }

        comparison.Require(logLik.Path, fit.LogLikelihood >= there - 1e-9, FormattableString.Invariant($"{context}: maximum {fit.LogLikelihood:R} is below the likelihood {there:R} at metafor's estimates"));
        CompareTest(method, entry, data, delta.Length, comparison, context);
        CompareDelta(method, entry, stated, there, fit, comparison, context);
        CompareEstimates(file, method, entry, there, fit, comparison, context);
    }

    private static SelectionFunction Function(string type) => type switch
    {
        "stepfun" => SelectionFunction.Step,
        "beta" => SelectionFunction.Beta,
        "halfnorm" => SelectionFunction.HalfNormal,
        "negexp" => SelectionFunction.NegativeExponential,
        "logistic" => SelectionFunction.Logistic,
        "power" => SelectionFunction.Power,
        var other => throw new InvalidOperationException(other),
    };

    /// <summary>metafor's likelihood-ratio statistic is twice the distance of its two likelihoods; the one without selection is ours to 1e-8.</summary>
    private static void CompareTest(string method, ReferenceEntry entry, FunnelData data, int parameters, Comparison comparison, string context)
    {
        var without = RandomEffectsFit.Fit(data.Effect, data.Variance, new RandomEffectsSettings { Estimator = TauSquaredEstimator.Ml }).Statistics().LogLikelihoodMl!.Value;
        var statistic = Math.Max(0, 2 * (entry.Value("logLik") - without));
        comparison.Check(method, "likelihood-ratio statistic, at metafor's likelihood", entry.Number("LRT"), statistic, LikelihoodWithout, 1, context);
        comparison.Check(
            method, "likelihood-ratio p-value, at metafor's likelihood", entry.Number("LRTp"), ChiSquaredDistribution.Upper(Math.Max(0, entry.Value("LRT")), parameters), ClosedForm, 1e-10, context);
    }

    private static void CompareDelta(string method, ReferenceEntry entry, ReferenceNumber[] stated, double there, SelectionModel fit, Comparison comparison, string context)
    {
        if (stated.Length < entry.Numbers("delta").Length)
        {
            comparison.Check(method, "weight of the first step", entry.Numbers("delta")[0], 1, 0, 1, context);
        }

        var own = fit.Delta.Skip(entry.Numbers("delta").Length - stated.Length).ToArray();
        for (var i = 0; i < stated.Length; i++)
        {
            if (fit.LogLikelihood - there < SameMaximum && !AtBound(fit))
            {
                comparison.Check(method, "selection parameter", stated[i], own[i], Parameters, 1, context);
            }
            else
            {
                comparison.Explain(stated[i].Path, AtBound(fit) ? Flat : Lower);
            }
        }
    }

    private static void CompareEstimates(string file, string method, ReferenceEntry entry, double there, SelectionModel fit, Comparison comparison, string context)
    {
        var (estimate, se, tau2) = (entry.Number("estimate"), entry.Number("se"), entry.Number("tau2"));
        if (!(fit.LogLikelihood - there < SameMaximum) || se.Value is not { } error || fit.Adjusted?.StandardError is not { } ours || AtBound(fit))
        {
            foreach (var number in new[] { estimate, se, tau2 })
            {
                comparison.Explain(number.Path, fit.LogLikelihood - there < SameMaximum ? Flat : Lower);
            }

            return;
        }

        comparison.Check(method, "estimate", estimate, fit.Adjusted.Value, Estimates, error, context);
        comparison.Check(method, "tau²", tau2, fit.TauSquared, Estimates, 1, context);

        // metafor's Hessian is numerical: the errors of its integrals spoil it for beta functions, and for one more entry. Ours is exact and checked against differences.
        if (method == "selection-beta" || (file == "proportions-pritz1997.json" && method == "selection-logistic"))
        {
            comparison.Explain(se.Path, "metafor's Hessian is numerical, and its integrals are good to 1e-4: no standard error. Ours is exact; `SelectionLikelihoodTests` compares it with differences.");
        }
        else
        {
            comparison.Check(method, "standard error", se, ours, Estimates * 10, 0, context);
        }
    }

    private static bool AtBound(SelectionModel fit) => fit.Notes.Any(n => n.Contains("bound", StringComparison.Ordinal));

    private static double BruteForce(FunnelData data, ReferenceEntry entry, SelectionFunction function, double[] delta) => PublicationBias.SelectionBruteForce.LogLikelihood(
        data.Effect, data.Variance, function, SelectionAlternative.Greater, entry.Value("estimate"), entry.Value("tau2"), delta);
}
