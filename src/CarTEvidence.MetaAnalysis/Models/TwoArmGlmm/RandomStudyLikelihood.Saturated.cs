using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>The saturated model: a log odds ratio for each study, study effects still normal.</content>
internal sealed partial class RandomStudyLikelihood
{
    // Where a log odds ratio is at infinity; its arm then has likelihood 1 to double precision.
    private const double Infinite = 40;

    /// <summary>Tests of an odds ratio for each study against a common one: likelihood ratio, and Wald from the saturated model's information.</summary>
    /// <param name="common">The common log odds ratio without heterogeneity.</param>
    /// <returns>
    /// Both on k − 1 degrees of freedom; <c>null</c> without any, and the Wald test also where fewer than two studies have a finite log odds ratio. The others add nothing to
    /// the Wald statistic.
    /// </returns>
    public (TestResult? LikelihoodRatio, TestResult? Wald) Homogeneity(double common)
    {
        var df = _studies.Length - 1;
        if (df < 1)
        {
            return (null, null);
        }

        var without = Evaluate(common, 0).Value;
        var theta = _studies.Select(s => (double)(s.Treated.OpenSide * Infinite)).ToArray();
        double[] nuisance = [.. _nuisance];
        var saturated = Maximisation.Newton(
            (at, gradient, hessian) =>
            {
                double value = 0, a = 0, s = 0, aa = 0, sa = 0, ss = 0;
                for (var i = 0; i < _studies.Length; i++)
                {
                    var own = Own(i, at[0], Math.Abs(at[1]), theta);
                    value += own.Value;
                    a += own.Gradient[0];
                    s += own.Gradient[1];
                    aa += own.Hessian[0];
                    sa += own.Hessian[1];
                    ss += own.Hessian[RandomStudyMoments.Count + 1];
                    if (_studies[i].Treated.OpenSide == 0)
                    {
                        var (ta, ts, tt) = (own.Hessian[2], own.Hessian[RandomStudyMoments.Count + 2], own.Hessian[2 * RandomStudyMoments.Count + 2]);
                        aa -= ta * ta / tt;
                        sa -= ta * ts / tt;
                        ss -= ts * ts / tt;
                    }
                }

                var sign = at[1] < 0 ? -1 : 1;
                (gradient[0], gradient[1]) = (a, sign * s);
                (hessian[0], hessian[1], hessian[2], hessian[3]) = (aa, sign * sa, sign * sa, ss);
                return value;
            },
            nuisance,
            longestStep: 2,
            scaled: true).Value;
        var statistic = Math.Max(0, 2 * (saturated - without));
        return (new TestResult(statistic, df, ChiSquaredDistribution.Upper(statistic, df)), Wald(nuisance[0], Math.Abs(nuisance[1]), theta, df));
    }

    /// <summary>One study at its own best log odds ratio, in which its likelihood is concave.</summary>
    private RandomStudyMoments Own(int study, double alpha, double sigma, double[] theta)
    {
        RandomStudyMoments At(double value)
        {
            var sum = new RandomStudyMoments();
            Integrate(study, alpha, sigma, value, 0, sum);
            return sum;
        }

        if (_studies[study].Treated.OpenSide != 0)
        {
            return At(theta[study]);
        }

        Span<double> point = [theta[study]];
        Maximisation.Newton(
            (at, gradient, hessian) =>
            {
                var own = At(at[0]);
                (gradient[0], hessian[0]) = (own.Gradient[2], own.Hessian[2 * RandomStudyMoments.Count + 2]);
                return own.Value;
            },
            point,
            longestStep: 2,
            scaled: true);
        theta[study] = point[0];
        return At(point[0]);
    }

    /// <summary>The distance of the finite log odds ratios from their weighted mean, by their precision once the study effects' mean and spread are eliminated.</summary>
    private TestResult? Wald(double alpha, double sigma, double[] theta, int df)
    {
        // The precision is D − B A⁻¹ Bᵀ with D diagonal, B k × 2 and A 2 × 2: every product with it is O(k).
        double aa = 0, sa = 0, ss = 0, one = 0, square = 0, cross = 0;
        double oneA = 0, oneS = 0, thetaA = 0, thetaS = 0;
        var finite = 0;
        for (var i = 0; i < theta.Length; i++)
        {
            var own = Own(i, alpha, sigma, theta);
            aa -= own.Hessian[0];
            sa -= own.Hessian[1];
            ss -= own.Hessian[RandomStudyMoments.Count + 1];
            if (_studies[i].Treated.OpenSide != 0)
            {
                continue;
            }

            var (ta, ts, tt) = (-own.Hessian[2], -own.Hessian[RandomStudyMoments.Count + 2], -own.Hessian[2 * RandomStudyMoments.Count + 2]);
            finite++;
            one += tt;
            cross += tt * theta[i];
            square += tt * theta[i] * theta[i];
            oneA += ta;
            oneS += ts;
            thetaA += ta * theta[i];
            thetaS += ts * theta[i];
        }

        var determinant = aa * ss - sa * sa;
        if (finite < 2 || !(determinant > 0))
        {
            return null;
        }

        double Eliminated(double a, double s, double b, double t) => (ss * a * b - sa * (a * t + s * b) + aa * s * t) / determinant;
        one -= Eliminated(oneA, oneS, oneA, oneS);
        cross -= Eliminated(oneA, oneS, thetaA, thetaS);
        square -= Eliminated(thetaA, thetaS, thetaA, thetaS);
        var statistic = Math.Max(0, square - cross * cross / one);
        return new TestResult(statistic, df, ChiSquaredDistribution.Upper(statistic, df));
    }
}
