using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>
/// Two binomial arms with random study effects: log odds α + σ a + θ + tau u / 2 under treatment and α + σ a − tau u / 2 under control, a and u
/// independent N(0, 1). The mean α and the spread σ of the study effects are maximised out for each (θ, tau).
/// </summary>
/// <remarks>
/// The integral over u is that of <see cref="TwoArmIntegral"/> at the study effect α + σ a; the one over a is the same rule about its mode, with half as many points.
/// Derivatives are posterior moments, and those of the maximised likelihood their Schur complements.
/// H. Turner, R. Omar, M. Yang, H. Goldstein, S. Thompson, Stat. Med. 2000;19:3417–3432.
/// </remarks>
internal sealed partial class RandomStudyLikelihood : IInterceptLikelihood
{
    // Points contribute nothing below this many units of log under the peak.
    private const double Negligible = 38;

    // A predicted study-effect mean or spread is taken if it lies this near, else the last one.
    private const double NearPrediction = 1;

    // A spread of study effects this small against the curvature at 0 is 0.
    private const double SaddlePoint = 1e-4;

    private readonly TwoArmStudy[] _studies;
    private readonly double[] _effectModes;
    private readonly double[] _modes;
    private readonly double[] _nuisance;

    // The last (θ, tau) that α and σ were maximised for, and all derivatives there.
    private (double Theta, double Tau) _at = (double.NaN, double.NaN);
    private RandomStudyMoments _last = new();

    /// <summary>Takes tables.</summary>
    public RandomStudyLikelihood(IReadOnlyList<Table> tables)
    {
        _studies = [.. tables.Select(TwoArmStudy.Of)];
        _effectModes = new double[_studies.Length];
        _modes = new double[_studies.Length];
        double events = 0, others = 0;
        foreach (var table in tables)
        {
            events += table.A + table.C;
            others += table.B + table.D;
        }

        _nuisance = [Math.Log(events / others), 1];
    }

    /// <summary>Points of the integral over the study effect.</summary>
    public QuadratureGrid Grid { get; set; } = QuadratureGrid.Coarse;

    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau) => Reduce(All(mu, tau));

    /// <summary>Value of one study and its derivatives in θ, the study effects' mean and spread held at their estimates.</summary>
    public InterceptDerivatives EvaluateOne(int study, double theta, double tau)
    {
        All(theta, tau);
        var sum = new RandomStudyMoments();
        Integrate(study, _nuisance[0], _nuisance[1], theta, tau, sum);
        return new InterceptDerivatives { Value = sum.Value, Mu = sum.Gradient[2], MuMu = sum.Hessian[2 * RandomStudyMoments.Count + 2] };
    }

    /// <summary>The log-likelihood of all four parameters.</summary>
    public double Value(double alpha, double sigma, double theta, double tau) => Sum(alpha, sigma, theta, tau).Value;

    /// <summary>The four-parameter log-likelihood at the best α and σ for (θ, tau).</summary>
    private RandomStudyMoments All(double theta, double tau)
    {
        if (_at == (theta, tau))
        {
            return _last;
        }

        Predict(theta, tau);
        Climb(theta, tau);
        var spread = _last.Hessian[RandomStudyMoments.Count + 1];
        if (_nuisance[1] * _nuisance[1] * spread < SaddlePoint && spread > 0)
        {
            // The likelihood is even in σ, and 0, where a search from nearby may stay, is no maximum of it.
            _nuisance[1] = 1 / Math.Sqrt(spread);
            Climb(theta, tau);
        }

        _at = (theta, tau);
        return _last;
    }

    /// <summary>Newton's method in (α, σ) from where they are.</summary>
    private void Climb(double theta, double tau)
    {
        var found = (Alpha: double.NaN, Sigma: double.NaN);
        Maximisation.Newton(
            (at, gradient, hessian) =>
            {
                found = (at[0], at[1]);
                _last = Sum(at[0], Math.Abs(at[1]), theta, tau);
                var sign = at[1] < 0 ? -1 : 1;
                gradient[0] = _last.Gradient[0];
                gradient[1] = sign * _last.Gradient[1];
                hessian[0] = _last.Hessian[0];
                hessian[1] = hessian[2] = sign * _last.Hessian[1];
                hessian[3] = _last.Hessian[RandomStudyMoments.Count + 1];
                return _last.Value;
            },
            _nuisance,
            longestStep: 2,
            scaled: true);
        if (found != (_nuisance[0], _nuisance[1]))
        {
            _last = Sum(_nuisance[0], Math.Abs(_nuisance[1]), theta, tau);
        }

        _nuisance[1] = Math.Abs(_nuisance[1]);
    }

    /// <summary>Where the best α and σ have moved with (θ, tau), to first order.</summary>
    private void Predict(double theta, double tau)
    {
        var h = _last.Hessian;
        var (aa, sa, ss) = (h[0], h[1], h[RandomStudyMoments.Count + 1]);
        var determinant = aa * ss - sa * sa;
        var (dTheta, dTau) = (theta - _at.Theta, tau - _at.Tau);
        var (ga, gs) = (h[2] * dTheta + h[3] * dTau, h[RandomStudyMoments.Count + 2] * dTheta + h[RandomStudyMoments.Count + 3] * dTau);
        var (da, ds) = (-(ss * ga - sa * gs) / determinant, -(aa * gs - sa * ga) / determinant);
        if (determinant > 0 && Math.Abs(da) < NearPrediction && Math.Abs(ds) < NearPrediction)
        {
            _nuisance[0] += da;
            _nuisance[1] = Math.Abs(_nuisance[1] + ds);
        }
    }

    private RandomStudyMoments Sum(double alpha, double sigma, double theta, double tau)
    {
        var sum = new RandomStudyMoments();
        for (var i = 0; i < _studies.Length; i++)
        {
            Integrate(i, alpha, sigma, theta, tau, sum);
        }

        return sum;
    }

    /// <summary>Adds one study's integral over a.</summary>
    private void Integrate(int study, double alpha, double sigma, double theta, double tau, RandomStudyMoments sum)
    {
        var integrand = new EffectIntegrand(this, study, alpha, sigma, theta, tau);
        if (sigma == 0)
        {
            sum.AddHomogeneous(integrand.Given(0));
            return;
        }

        // A log-concave function's marginals are: the mode lies between 0 and the slope at 0.
        var far = integrand.At(0).Slope;
        ref var mode = ref _effectModes[study];
        var width = ConcaveMode.Find(integrand, Math.Min(0, far), Math.Max(0, far), ref mode);
        var scale = Math.Min(width, 2 / sigma);
        var given = integrand.Given(mode);
        var top = given.Own.Value - 0.5 * mode * mode;
        sum.Begin();
        sum.Add(1, mode, given);
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            for (var j = 0; j < Grid.Distance.Length; j++)
            {
                var a = mode + side * scale * Grid.Distance[j];
                given = integrand.Given(a);
                var log = given.Own.Value - 0.5 * a * a - top;
                if (log < -Negligible)
                {
                    break;
                }

                sum.Add(Grid.Weight[j] * Math.Exp(log), a, given);
            }
        }

        sum.End(top + Math.Log(Grid.Step * scale / Math.Sqrt(2 * Math.PI)));
    }

    /// <summary>Derivatives in (θ, tau) of the likelihood with α and σ maximised out.</summary>
    private static InterceptDerivatives Reduce(RandomStudyMoments all)
    {
        var (aa, au, uu) = (all.Hessian[0], all.Hessian[1], all.Hessian[RandomStudyMoments.Count + 1]);
        var determinant = aa * uu - au * au;
        double Schur(int i, int j)
        {
            var (ai, si) = (all.Hessian[i], all.Hessian[RandomStudyMoments.Count + i]);
            var (aj, sj) = (all.Hessian[j], all.Hessian[RandomStudyMoments.Count + j]);
            return all.Hessian[RandomStudyMoments.Count * i + j] - (ai * (uu * aj - au * sj) + si * (aa * sj - au * aj)) / determinant;
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

    /// <summary>The log integrand in a: one study's likelihood given its effect α + σ a, and the normal density of a.</summary>
    private readonly struct EffectIntegrand(RandomStudyLikelihood model, int study, double alpha, double sigma, double theta, double tau) : IConcaveSlope
    {
        public TwoArmDerivatives Given(double a)
        {
            TwoArmIntegral.Evaluate(model._studies[study], alpha + sigma * a, theta, tau, ref model._modes[study], out var given);
            return given;
        }

        public (double Slope, double Curvature) At(double a)
        {
            var given = Given(a);
            return (sigma * given.Alpha - a, 1 - sigma * sigma * given.AlphaAlpha);
        }
    }
}
