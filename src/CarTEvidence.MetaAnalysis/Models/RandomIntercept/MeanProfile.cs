using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A random-intercept log-likelihood as a function of tau, maximised over its mean.</summary>
/// <param name="likelihood">The log-likelihood, concave in the mean.</param>
/// <param name="homogeneous">The maximum-likelihood mean at tau = 0; where the mean is at infinity, a finite value on its side.</param>
/// <param name="infinite">−1 or +1 where the maximum lies at an infinite mean (none, or all, had the event), else 0.</param>
/// <param name="certain">Whether the likelihood is 1 at an infinite mean.</param>
internal sealed class MeanProfile(IInterceptLikelihood likelihood, double homogeneous, int infinite, bool certain = true)
{
    private readonly double[] _mean = [homogeneous];

    /// <summary>The log-likelihood.</summary>
    public IInterceptLikelihood Likelihood => likelihood;

    /// <summary>The mean that a search starts from.</summary>
    public double Homogeneous => homogeneous;

    /// <summary>−1 or +1 where the maximum lies at an infinite mean, else 0.</summary>
    public int Infinite => infinite;

    /// <summary>The best mean for this tau.</summary>
    public double Mean(double tau)
    {
        if (infinite != 0)
        {
            // So deep in the tail that the likelihood has reached its limit to double precision.
            return homogeneous + infinite * (40 + 10 * tau);
        }

        Maximisation.Newton(
            (point, gradient, hessian) =>
            {
                var d = likelihood.Evaluate(point[0], tau);
                gradient[0] = d.Mu;
                hessian[0] = d.MuMu;
                return d.Value;
            },
            _mean,
            longestStep: 2 + tau);
        return _mean[0];
    }

    /// <summary>Value and the derivatives in tau; those in the mean are 0. All are 0 where the maximum lies at infinity and the likelihood is 1 there.</summary>
    public InterceptDerivatives At(double tau)
    {
        if (infinite != 0 && certain)
        {
            return default;
        }

        var d = likelihood.Evaluate(Mean(tau), tau);
        if (infinite != 0)
        {
            return new InterceptDerivatives { Value = d.Value, Tau = d.Tau, TauTau = d.TauTau };
        }

        return new InterceptDerivatives { Value = d.Value, Tau = d.Tau, TauTau = d.TauTau - d.MuTau * d.MuTau / d.MuMu };
    }
}
