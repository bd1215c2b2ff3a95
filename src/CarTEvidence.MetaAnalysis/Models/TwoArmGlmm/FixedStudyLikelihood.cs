namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>
/// Two binomial arms with a fixed effect for each study: log odds α + θ + tau u / 2 under treatment and α − tau u / 2 under control, u ~ N(0, 1).
/// The study effects α are maximised out, one by one.
/// </summary>
/// <remarks>Derivatives of the maximised likelihood are the Schur complements of the full ones, so that standard errors are those of the full information.</remarks>
internal sealed class FixedStudyLikelihood : IInterceptLikelihood
{
    // A step that promises less than this share of the value gains nothing that a double shows.
    private const double Rounding = 1e-15;

    private readonly TwoArmStudy[] _studies;
    private readonly double[] _alpha;
    private readonly double[] _mode;

    /// <summary>Takes tables, each with events and non-events in one arm or the other.</summary>
    public FixedStudyLikelihood(IReadOnlyList<Table> tables)
    {
        _studies = [.. tables.Select(TwoArmStudy.Of)];
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
        var at = At(study, _alpha[study], theta, tau);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var step = Math.Clamp(at.Alpha / -at.AlphaAlpha, -2 - tau, 2 + tau);
            if (!(Math.Abs(step * at.Alpha) > Rounding * (1 + Math.Abs(at.Own.Value))))
            {
                break;
            }

            var next = At(study, _alpha[study] + step, theta, tau);
            while (next.Own.Value < at.Own.Value && Math.Abs(step) > 1e-13 * (1 + Math.Abs(_alpha[study])))
            {
                step *= 0.25;
                next = At(study, _alpha[study] + step, theta, tau);
            }

            if (next.Own.Value < at.Own.Value)
            {
                break;
            }

            _alpha[study] += step;
            at = next;
        }

        // What is left of the way to the maximum, to first order in the slopes.
        var own = at.Own;
        var rest = at.Alpha / -at.AlphaAlpha;
        own.Value += 0.5 * rest * at.Alpha;
        own.Mu += rest * at.AlphaMu;
        own.Tau += rest * at.AlphaTau;
        own.MuMu -= at.AlphaMu * at.AlphaMu / at.AlphaAlpha;
        own.MuTau -= at.AlphaMu * at.AlphaTau / at.AlphaAlpha;
        own.TauTau -= at.AlphaTau * at.AlphaTau / at.AlphaAlpha;
        return own;
    }

    private TwoArmDerivatives At(int study, double alpha, double theta, double tau)
    {
        TwoArmIntegral.Evaluate(_studies[study], alpha, theta, tau, ref _mode[study], out var at);
        return at;
    }
}
