using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.PublicationBias;

/// <summary>The likelihood of a selection model by the plainest integration there is.</summary>
internal static class SelectionBruteForce
{
    /// <summary>A midpoint rule of 100,000 points (400,000 for steps) over ten standard deviations, and wherever the p-value moves: jumps cost it the width of one point, smooth parts nothing.</summary>
    public static double LogLikelihood(
        ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, SelectionFunction function, SelectionAlternative alternative, double mean, double tau2, double[] delta)
    {
        var points = function == SelectionFunction.Step ? 400_000 : 100_000;
        var sum = 0.0;
        for (var i = 0; i < yi.Length; i++)
        {
            var (se, s) = (Math.Sqrt(vi[i]), Math.Sqrt(vi[i] + tau2));
            var (low, high) = (Math.Min(mean - (10 * s), -9 * se), Math.Max(mean + (10 * s), 9 * se));
            var (width, average) = ((high - low) / points, 0.0);
            for (var n = 0; n < points; n++)
            {
                var y = low + ((n + 0.5) * width);
                average += Weight(function, alternative, y / se, delta) * NormalDistribution.Density((y - mean) / s) / s * width;
            }

            sum += Math.Log(Weight(function, alternative, yi[i] / se, delta) * NormalDistribution.Density((yi[i] - mean) / s) / s / average);
        }

        return sum;
    }

    public static double Weight(SelectionFunction function, SelectionAlternative alternative, double z, double[] d)
    {
        var p = alternative switch
        {
            SelectionAlternative.Greater => NormalDistribution.Upper(z),
            SelectionAlternative.Less => NormalDistribution.Lower(z),
            _ => NormalDistribution.TwoSided(z),
        };
        var complement = alternative switch
        {
            SelectionAlternative.Greater => NormalDistribution.Lower(z),
            SelectionAlternative.Less => NormalDistribution.Upper(z),
            _ => 1 - p,
        };
        var (censored, censoredComplement) = (Math.Clamp(p, 1e-5, 1 - 1e-5), Math.Clamp(complement, 1e-5, 1 - 1e-5));
        return function switch
        {
            SelectionFunction.Step => p <= 0.025 ? 1 : p <= 0.5 ? d[0] : d[1],
            SelectionFunction.Beta => Math.Pow(censored, d[0] - 1) * Math.Pow(censoredComplement, d[1] - 1),
            SelectionFunction.Power => Math.Pow(censoredComplement, d[0]),
            SelectionFunction.HalfNormal => Math.Exp(-d[0] * p * p),
            SelectionFunction.NegativeExponential => Math.Exp(-d[0] * p),
            _ => 2 * Math.Exp(-d[0] * p) / (1 + Math.Exp(-d[0] * p)),
        };
    }
}
