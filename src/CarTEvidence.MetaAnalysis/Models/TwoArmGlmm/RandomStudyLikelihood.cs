using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>
/// Two binomial arms with random study effects: log odds α + σ a + θ + tau u / 2 under treatment and α + σ a − tau u / 2 under control, a and u
/// independent N(0, 1). The mean α and the spread σ of the study effects are maximised out for each (θ, tau).
/// </summary>
/// <remarks>
/// The double integral is an adaptive Gauss–Hermite product around the joint mode, 15 × 15 points along the axes of its curvature; derivatives are
/// posterior moments, and those of the maximised likelihood their Schur complements. H. Turner, R. Omar, M. Yang, H. Goldstein, S. Thompson, Stat. Med. 2000;19:3417–3432.
/// </remarks>
internal sealed partial class RandomStudyLikelihood : IInterceptLikelihood
{
    private const int Count = 4;
    private static readonly GaussRule Fifteen = GaussRule.Hermite(15);

    // Nodes of a rule and their weights times e^(z²/2), filled with weights of 0 to a multiple of eight.
    private readonly int _nodes;
    private readonly double[] _node, _weight;

    private readonly (BinomialLikelihood Treated, BinomialLikelihood Control)[] _studies;
    private readonly (double A, double U)[] _modes;
    private readonly double[] _nuisance;
    private (double Theta, double Tau) _maximisedAt = (double.NaN, double.NaN);

    /// <summary>Takes tables, and a rule for each axis; one point is Laplace's approximation of the value.</summary>
    public RandomStudyLikelihood(IReadOnlyList<Table> tables, GaussRule? rule = null)
    {
        rule ??= Fifteen;
        _nodes = rule.Nodes.Length;
        _node = new double[(_nodes + 7) / 8 * 8];
        _weight = new double[_node.Length];
        for (var i = 0; i < _nodes; i++)
        {
            _node[i] = rule.Nodes.Span[i];
            _weight[i] = rule.Weights.Span[i] * Math.Exp(0.5 * _node[i] * _node[i]);
        }

        _studies = [.. tables.Select(t => (new BinomialLikelihood(t.A, t.A + t.B), new BinomialLikelihood(t.C, t.C + t.D)))];
        _modes = new (double, double)[_studies.Length];
        double events = 0, others = 0;
        foreach (var table in tables)
        {
            events += table.A + table.C;
            others += table.B + table.D;
        }

        _nuisance = [Math.Log(events / others), 1];
    }

    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau) => Reduce(All(mu, tau));

    /// <summary>Information of one study on θ, the study effects' mean and spread held at their estimates.</summary>
    public InterceptDerivatives EvaluateOne(int study, double theta, double tau)
    {
        if (_maximisedAt != (theta, tau))
        {
            All(theta, tau);
        }

        var sum = new Moments();
        Integrate(study, _nuisance[0], _nuisance[1], theta, tau, sum);
        return Reduce(sum);
    }

    /// <summary>The log-likelihood of all four parameters.</summary>
    public double Value(double alpha, double sigma, double theta, double tau) => Sum(alpha, sigma, theta, tau).Value;

    /// <summary>The four-parameter log-likelihood at the best α and σ for (θ, tau).</summary>
    private Moments All(double theta, double tau)
    {
        Moments? last = null;
        Maximisation.Newton(
            (at, gradient, hessian) =>
            {
                last = Sum(at[0], Math.Abs(at[1]), theta, tau);
                var sign = at[1] < 0 ? -1 : 1;
                gradient[0] = last.Gradient[0];
                gradient[1] = sign * last.Gradient[1];
                hessian[0] = last.Hessian[0];
                hessian[1] = hessian[2] = sign * last.Hessian[1];
                hessian[3] = last.Hessian[Count + 1];
                return last.Value;
            },
            _nuisance,
            longestStep: 2);
        _nuisance[1] = Math.Abs(_nuisance[1]);
        _maximisedAt = (theta, tau);
        return Sum(_nuisance[0], _nuisance[1], theta, tau);
    }

    private Moments Sum(double alpha, double sigma, double theta, double tau)
    {
        var sum = new Moments();
        for (var i = 0; i < _studies.Length; i++)
        {
            Integrate(i, alpha, sigma, theta, tau, sum);
        }

        return sum;
    }

    /// <summary>Adds one study's integral over (a, u).</summary>
    private void Integrate(int study, double alpha, double sigma, double theta, double tau, Moments sum)
    {
        var (treated, control) = _studies[study];
        var (a, u) = _modes[study];
        double aa = 1, au = 0, uu = 1;
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var (s1, k1) = treated.Slope(alpha + sigma * a + theta + 0.5 * tau * u);
            var (s2, k2) = control.Slope(alpha + sigma * a - 0.5 * tau * u);
            aa = 1 + sigma * sigma * (k1 + k2);
            au = 0.5 * sigma * tau * (k1 - k2);
            uu = 1 + 0.25 * tau * tau * (k1 + k2);
            var ga = sigma * (s1 + s2) - a;
            var gu = 0.5 * tau * (s1 - s2) - u;
            var determinant = aa * uu - au * au;
            var da = (uu * ga - au * gu) / determinant;
            var du = (aa * gu - au * ga) / determinant;
            var longest = Math.Max(Math.Abs(da), Math.Abs(du));
            var shrink = Math.Min(1, 2 / Math.Max(longest, 1e-300));
            a += shrink * da;
            u += shrink * du;
            if (longest < 1e-4)
            {
                break;
            }
        }

        _modes[study] = (a, u);

        // Points a + l11 x, u + l21 x + l22 y with L Lᵀ the inverse of the curvature.
        var inverse = aa * uu - au * au;
        var l11 = Math.Sqrt(uu / inverse);
        var l21 = -au / inverse / l11;
        var l22 = 1 / Math.Sqrt(uu);
        var top = treated.Value(alpha + sigma * a + theta + 0.5 * tau * u) + control.Value(alpha + sigma * a - 0.5 * tau * u) - 0.5 * (a * a + u * u);
        sum.Begin();
        for (var i = 0; i < _nodes; i++)
        {
            var x = Vector512.Create(a + l11 * _node[i]);
            var centre = Vector512.Create(u + l21 * _node[i]);
            for (var j = 0; j < _node.Length; j += Vector512<double>.Count)
            {
                var y = centre + l22 * Vector512.LoadUnsafe(ref _node[j]);
                var half = 0.5 * y;
                var middle = Vector512.Create(alpha) + sigma * x;
                treated.Follow(middle + Vector512.Create(theta) + tau * half, out var l1, out var s1, out var k1);
                control.Follow(middle - tau * half, out var l2, out var s2, out var k2);
                var weight = _weight[i] * Vector512.LoadUnsafe(ref _weight[j]) * Vector512.Exp(l1 + l2 - 0.5 * (x * x + y * y) - Vector512.Create(top));
                sum.Add(weight, x, half, s1, s2, k1, k2);
            }
        }

        sum.End(top + Math.Log(l11 * l22));
    }

    /// <summary>Derivatives in (θ, tau) of the likelihood with α and σ maximised out.</summary>
    private static InterceptDerivatives Reduce(Moments all)
    {
        var (aa, au, uu) = (all.Hessian[0], all.Hessian[1], all.Hessian[Count + 1]);
        var determinant = aa * uu - au * au;
        double Schur(int i, int j)
        {
            var (ai, si) = (all.Hessian[i], all.Hessian[Count + i]);
            var (aj, sj) = (all.Hessian[j], all.Hessian[Count + j]);
            return all.Hessian[Count * i + j] - (ai * (uu * aj - au * sj) + si * (aa * sj - au * aj)) / determinant;
        }

        return new InterceptDerivatives
        {
            Value = all.Value,
            Mu = all.Gradient[2],
            Tau = all.Gradient[3],
            MuMu = Schur(2, 2),
            MuTau = Schur(2, 3),
            TauTau = Schur(3, 3),
        };
    }
}
