using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>What a regression of counts starts from.</summary>
/// <param name="Problem">Likelihood and moderators of the studies whose moderators are known.</param>
/// <param name="Homogeneous">Maximum-likelihood mean without moderators and heterogeneity.</param>
/// <param name="Saturated">Log-likelihood with a mean for each study.</param>
/// <param name="Effects">Each study's own logit or log rate, infinite where all or none had the event.</param>
/// <param name="Variances">Their sampling variances.</param>
/// <param name="TypicalVariances">The same, one half added to zero cells.</param>
internal sealed record CountRegression(
    InterceptRegressionProblem Problem, double Homogeneous, double Saturated, double[] Effects, double[] Variances, double[] TypicalVariances)
{
    private int DegreesOfFreedom => Problem.Design.Rows - Problem.Design.Columns;

    /// <summary>Typical sampling variance about the regression, (k − p) / tr(P) with P = W − W X (X'W X)⁻¹ X'W; <c>null</c> with k ≤ p.</summary>
    /// <remarks>With an intercept alone it is that of J. P. T. Higgins, S. G. Thompson, Stat. Med. 2002;21:1539–1558, doi:10.1002/sim.1186.</remarks>
    public double? TypicalVariance() => DegreesOfFreedom > 0
        ? DegreesOfFreedom / new WeightedRegression(new double[TypicalVariances.Length], TypicalVariances, Problem.Design).At(0).TraceP
        : null;

    /// <summary>Wald test of the saturated model against the moderators alone; studies at infinity add nothing and keep their degree of freedom.</summary>
    public TestResult? Wald()
    {
        int[] finite = [.. Enumerable.Range(0, Effects.Length).Where(i => double.IsFinite(Effects[i]))];
        if (DegreesOfFreedom < 1 || finite.Length == 0)
        {
            return null;
        }

        var design = Problem.Design.Select(finite);
        if (finite.Length <= design.Columns)
        {
            return null;
        }

        var q = new WeightedRegression([.. finite.Select(i => Effects[i])], [.. finite.Select(i => Variances[i])], design).At(0).Residual;
        return new TestResult(q, DegreesOfFreedom, ChiSquaredDistribution.Upper(q, DegreesOfFreedom));
    }

    /// <summary>Likelihood-ratio test of the same.</summary>
    /// <param name="common">Log-likelihood of the moderators without residual heterogeneity.</param>
    public TestResult? LikelihoodRatio(double common)
    {
        var statistic = Math.Max(0, 2 * (Saturated - common));
        return DegreesOfFreedom > 0 ? new TestResult(statistic, DegreesOfFreedom, ChiSquaredDistribution.Upper(statistic, DegreesOfFreedom)) : null;
    }
}
