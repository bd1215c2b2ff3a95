using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.TwoArmGlmm;

/// <summary>The likelihoods of the two-arm models written plainly: sums over all counts, and the trapezoidal rule on a fixed fine grid.</summary>
internal static class PlainTwoArm
{
    private const double Step = 0.1;

    public static double LogLikelihood(TwoArmData data, string model, double theta, double tau)
    {
        var sum = 0.0;
        for (var i = 0; i < data.Count; i++)
        {
            var t = Table.Of(data, i);
            if (t.A + t.C == 0)
            {
                continue;
            }

            sum += model switch
            {
                "UM.FS" => Maximisation.Brent(
                    alpha => Integrate(tau, u => Binomial(t.A, t.A + t.B, alpha + theta + 0.5 * u) + Binomial(t.C, t.C + t.D, alpha - 0.5 * u)), -8, 8, 1e-8).Value,
                "CM.AL" => Integrate(tau, u => Binomial(t.A, t.A + t.C, theta + u + Math.Log((t.A + t.B) / (t.C + t.D)))),
                _ => Integrate(tau, u => Hypergeometric(t, theta + u)),
            };
        }

        return sum;
    }

    public static double Integrate(double tau, Func<double, double> log)
    {
        var values = new List<double>();
        for (var u = -9.0; u < 9.05; u += Step)
        {
            values.Add(log(tau * u) - 0.5 * u * u);
        }

        var top = values.Max();
        return top + Math.Log(values.Sum(v => Math.Exp(v - top)) * Step / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>Random study effects by Laplace's approximation, as metafor (glmer with one point) has them.</summary>
    public static double Laplace(IEnumerable<Table> tables, double alpha, double sigma, double theta, double tau) =>
        tables.Sum(table => Laplace(table, alpha, sigma, theta, 0.5 * tau));

    private static double Laplace(Table t, double alpha, double sigma, double theta, double half)
    {
        var (treated, control) = (new BinomialLikelihood(t.A, t.A + t.B), new BinomialLikelihood(t.C, t.C + t.D));
        double[] point = [0, 0];
        var determinant = 0.0;
        var found = Maximisation.Newton(
            (at, gradient, hessian) =>
            {
                var (eta1, eta2) = (alpha + sigma * at[0] + theta + half * at[1], alpha + sigma * at[0] - half * at[1]);
                var ((s1, k1), (s2, k2)) = (treated.Slope(eta1), control.Slope(eta2));
                (gradient[0], gradient[1]) = (sigma * (s1 + s2) - at[0], half * (s1 - s2) - at[1]);
                (hessian[0], hessian[3]) = (-1 - sigma * sigma * (k1 + k2), -1 - half * half * (k1 + k2));
                hessian[1] = hessian[2] = -sigma * half * (k1 - k2);
                determinant = hessian[0] * hessian[3] - hessian[1] * hessian[2];
                return treated.Value(eta1) + control.Value(eta2) - 0.5 * (at[0] * at[0] + at[1] * at[1]);
            },
            point);
        return found.Value - 0.5 * Math.Log(determinant);
    }

    private static double Binomial(double x, double n, double eta)
    {
        var (p, q) = Logistic.Both(eta);
        return SaddlePoint.LogBinomial(x, n, p, q);
    }

    private static double Hypergeometric(Table t, double eta)
    {
        var (n1, n2, m) = (t.A + t.B, t.C + t.D, t.A + t.C);
        double Term(double x) => MathNet.Numerics.SpecialFunctions.BinomialLn((int)n1, (int)x) + MathNet.Numerics.SpecialFunctions.BinomialLn((int)n2, (int)(m - x)) + x * eta;
        var top = Term(t.A);
        var sum = 0.0;
        for (var x = Math.Max(0, m - n2); x <= Math.Min(n1, m); x++)
        {
            sum += Math.Exp(Term(x) - top);
        }

        return -Math.Log(sum);
    }
}
