namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>
/// Two binomial arms with a fixed effect for each study: log odds α + θ + tau u / 2 under treatment and α − tau u / 2 under control, u ~ N(0, 1).
/// The study effects α are maximised out, one by one.
/// </summary>
/// <remarks>Derivatives of the maximised likelihood are the Schur complements of the full ones, so that standard errors are those of the full information.</remarks>
internal sealed class FixedStudyLikelihood : IInterceptLikelihood
{
    private readonly (BinomialLikelihood Treated, BinomialLikelihood Control)[] _studies;
    private readonly double[] _alpha;
    private readonly double[] _mode;

    /// <summary>Takes tables, each with events and non-events in one arm or the other.</summary>
    public FixedStudyLikelihood(IReadOnlyList<Table> tables)
    {
        _studies = [.. tables.Select(t => (new BinomialLikelihood(t.A, t.A + t.B), new BinomialLikelihood(t.C, t.C + t.D)))];
        _alpha = [.. tables.Select(t => Math.Log((t.A + t.C) / (t.B + t.D)))];
        _mode = new double[_studies.Length];
    }

    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau)
    {
        var sum = default(InterceptDerivatives);
        for (var i = 0; i < _studies.Length; i++)
        {
            sum.Add(EvaluateOne(i, mu, tau), 1);
        }

        return sum;
    }

    /// <summary>One study, its effect maximised out.</summary>
    public InterceptDerivatives EvaluateOne(int study, double theta, double tau)
    {
        // The likelihood is concave in α, a marginal of a log-concave function.
        var at = Integrate(study, _alpha[study], theta, tau);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var step = Math.Clamp(at.Alpha / -at.AlphaAlpha, -2 - tau, 2 + tau);
            if (Math.Abs(step * at.Alpha) <= 1e-15 * (1 + Math.Abs(at.Own.Value)))
            {
                break;
            }

            var next = Integrate(study, _alpha[study] + step, theta, tau);
            while (next.Own.Value < at.Own.Value && Math.Abs(step) > 1e-13 * (1 + Math.Abs(_alpha[study])))
            {
                step *= 0.25;
                next = Integrate(study, _alpha[study] + step, theta, tau);
            }

            if (next.Own.Value < at.Own.Value)
            {
                break;
            }

            _alpha[study] += step;
            at = next;
        }

        var own = at.Own;
        own.MuMu -= at.AlphaMu * at.AlphaMu / at.AlphaAlpha;
        own.MuTau -= at.AlphaMu * at.AlphaTau / at.AlphaAlpha;
        own.TauTau -= at.AlphaTau * at.AlphaTau / at.AlphaAlpha;
        return own;
    }

    /// <summary>The marginal likelihood of one study over u and its derivatives, by the trapezoidal rule.</summary>
    private Full Integrate(int study, double alpha, double theta, double tau)
    {
        var (treated, control) = _studies[study];
        (double Slope, double Curvature) Gradient(double u)
        {
            var (s1, k1) = treated.Slope(alpha + theta + 0.5 * tau * u);
            var (s2, k2) = control.Slope(alpha - 0.5 * tau * u);
            return (0.5 * tau * (s1 - s2) - u, 1 + 0.25 * tau * tau * (k1 + k2));
        }

        var sums = default(ArmSums);
        double Log(double u) => treated.Value(alpha + theta + 0.5 * tau * u) + control.Value(alpha - 0.5 * tau * u) - 0.5 * u * u;
        void Add(double u, double weight)
        {
            var (s1, k1) = treated.Slope(alpha + theta + 0.5 * tau * u);
            var (s2, k2) = control.Slope(alpha - 0.5 * tau * u);
            sums.Add(weight, 0.5 * u, s1, s2, k1, k2);
        }

        if (tau == 0)
        {
            // u keeps its normal moments: E (u/2)² = 1/4.
            Add(0, 1);
            return sums.Homogeneous(Log(0));
        }

        var (mode, width) = Mode(Gradient, _mode[study]);
        _mode[study] = mode;
        var top = Log(mode);
        Add(mode, 1);
        var step = 0.3 * Math.Min(width, 2 / tau);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            for (var j = 1; ; j++)
            {
                var u = mode + side * j * step;
                var log = Log(u) - top;
                if (log < -38)
                {
                    break;
                }

                Add(u, Math.Exp(log));
            }
        }

        return sums.Finish(top + Math.Log(step / Math.Sqrt(2 * Math.PI)));
    }

    private static (double Mode, double Width) Mode(Func<double, (double Slope, double Curvature)> gradient, double start)
    {
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        var u = start;
        for (var iteration = 0; ; iteration++)
        {
            var (slope, curvature) = gradient(u);
            var width = 1 / Math.Sqrt(curvature);
            var next = u + Math.Clamp(slope / curvature, -5, 5);
            if (Math.Abs(next - u) < 0.01 * width || iteration == 200)
            {
                return (u, width);
            }

            (low, high) = slope > 0 ? (u, high) : (low, u);
            u = next > low && next < high ? next : 0.5 * (low + high);
        }
    }

    /// <summary>Derivatives in (θ, tau), and those that involve α.</summary>
    internal readonly record struct Full(InterceptDerivatives Own, double Alpha, double AlphaAlpha, double AlphaMu, double AlphaTau);

    /// <summary>Posterior sums over z = u / 2 of both arms' scores and informations.</summary>
    private struct ArmSums
    {
        private double _one, _a, _m, _t, _aa, _am, _at, _mm, _mt, _tt, _k, _km, _kt, _kmt, _ktt;

        public void Add(double weight, double z, double s1, double s2, double k1, double k2)
        {
            var (a, m, t) = (s1 + s2, s1, z * (s1 - s2));
            _one += weight;
            _a += weight * a;
            _m += weight * m;
            _t += weight * t;
            _aa += weight * a * a;
            _am += weight * a * m;
            _at += weight * a * t;
            _mm += weight * m * m;
            _mt += weight * m * t;
            _tt += weight * t * t;
            _k += weight * (k1 + k2);
            _km += weight * k1;
            _kt += weight * z * (k1 - k2);
            _kmt += weight * z * k1;
            _ktt += weight * z * z * (k1 + k2);
        }

        /// <summary>At tau = 0, where one point was added at z = 0 whatever the mode.</summary>
        public readonly Full Homogeneous(double value)
        {
            var difference = 2 * _m - _a;
            return new Full(
                new InterceptDerivatives { Value = value, Mu = _m, MuMu = -_km, TauTau = 0.25 * (difference * difference - _k) },
                _a,
                -_k,
                -_km,
                0);
        }

        public readonly Full Finish(double logScale)
        {
            var w = 1 / _one;
            var (a, m, t) = (_a * w, _m * w, _t * w);
            return new Full(
                new InterceptDerivatives
                {
                    Value = logScale + Math.Log(_one),
                    Mu = m,
                    Tau = t,
                    MuMu = (_mm - _km) * w - m * m,
                    MuTau = (_mt - _kmt) * w - m * t,
                    TauTau = (_tt - _ktt) * w - t * t,
                },
                a,
                (_aa - _k) * w - a * a,
                (_am - _km) * w - a * m,
                (_at - _kt) * w - a * t);
        }
    }
}
