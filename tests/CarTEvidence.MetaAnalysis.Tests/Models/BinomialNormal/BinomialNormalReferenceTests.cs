using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BinomialNormal;

/// <summary>Where the likelihood files and this library part: who is right. All else in the files is compared by the validation procedures.</summary>
public class BinomialNormalReferenceTests
{
    /// <summary>
    /// Limits at which tau is 3 to 6, where the files' 61 adaptive Gauss–Hermite nodes no longer give 1e-6: the file's value solves their equation,
    /// ours the exact one (<see cref="ProfileEquation_WhereSixtyOneNodesFallShort_IsSolvedExactly"/> shows both).
    /// </summary>
    public static TheoryData<string, string> BeyondSixtyOneNodes => new()
    {
        { "zero-heavy", "muLower" }, { "zero-heavy", "tau2Upper" }, { "case-reports", "muUpper" }, { "case-reports", "tau2Upper" }, { "small-near-one", "tau2Upper" },
    };

    [Theory]
    [MemberData(nameof(BeyondSixtyOneNodes))]
    public void ProfileEquation_WhereSixtyOneNodesFallShort_IsSolvedExactly(string name, string limit)
    {
        const double ChiSquared = 3.841458820694124;
        var reference = new CountReference($"likelihood-proportions-{name}.json");
        var data = reference.Proportions;
        var fit = BinomialNormalModel.Fit(data, ProportionOptions.Default);
        var maximum = fit.FitStatistics!.LogLikelihoodMl!.Value;
        var filed = reference.Number("binomialNormal", "profile", limit);
        double Missing(double at, Func<ProportionData, double, double, double> likelihood) => 2 * (maximum - PlainLikelihood.Profile(data, limit, at, likelihood)) - ChiSquared;
        var ours = limit switch
        {
            "muLower" => fit.Transformed.Interval!.Value.Lower,
            "muUpper" => fit.Transformed.Interval!.Value.Upper,
            _ => fit.TauSquaredIntervals[0].TauSquared.Upper,
        };

        // The file rounds its maximum to 14 digits and stops its search at about 1e-6; our own is exact to the quadrature.
        Assert.InRange(Missing(filed, PlainLikelihood.SixtyOneNodes), -1e-5, 1e-5);
        Assert.InRange(Missing(ours, PlainLikelihood.Exact), -1e-8, 1e-8);
        Assert.False(Math.Abs(Missing(filed, PlainLikelihood.Exact)) < 3e-6);
    }

    /// <summary>
    /// The two files differ by 7e-8 in a tau² of 0.027, at a top too flat for their searches; ours is where the score vanishes.
    /// </summary>
    [Theory]
    [InlineData("proportions-case-reports.json")]
    [InlineData("likelihood-proportions-case-reports.json")]
    public void Fit_FlatTop_HasTheLeastScore(string file)
    {
        var reference = new CountReference(file);
        var fit = BinomialNormalModel.Fit(reference.Proportions, ProportionOptions.Default);
        var likelihood = new InterceptLikelihood<BinomialLikelihood, BinomialBranch>(
            [.. reference.Proportions.Select(s => new BinomialLikelihood(s.Events, s.Total))], [.. reference.Proportions.Select(_ => 1.0)]);
        double Score(double mu, double tau2) => Math.Abs(likelihood.Evaluate(mu, Math.Sqrt(tau2)).Tau);
        Assert.True(Score(fit.Transformed.Value!.Value, fit.Heterogeneity.TauSquared!.Value) < 0.1 * Score(reference.Number("binomialNormal", "mu"), reference.Number("binomialNormal", "tau2")));
    }

    /// <summary>Whether a place of a likelihood file is one of the limits that sixty-one nodes do not reach.</summary>
    internal static bool IsBeyondSixtyOneNodes(string name, string path) =>
        BeyondSixtyOneNodes.Any(limit => name == $"proportions-{limit[0]}" && path == $"binomialNormal.profile.{limit[1]}");
}
