namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Densities, from the polynomials through the points of the grid.</content>
internal sealed partial class JointPosterior
{
    /// <summary>Density of μ.</summary>
    public double MuDensity(double mu) => Density(mu, _muDensity);

    /// <summary>Density of tau.</summary>
    public double TauDensity(double tau)
    {
        var s = Math.Asinh(tau / _tauScale);
        return Math.Max(0, _tauGrid.At(s, _tauDensity)) / (_tauScale * Math.Cosh(s));
    }

    /// <summary>Prior density of tau.</summary>
    public double TauPriorDensity(double tau) => Math.Exp(_priors.Tau.LogDensity(tau));

    /// <summary>Density of the logit of the average over studies.</summary>
    public double AverageDensity(double logit)
    {
        var average = new LogisticAverage();
        var (sum, mu) = (0.0, logit);
        for (var i = 0; i < Tau.Length; i++)
        {
            if (_mass[i] > NegligibleMass)
            {
                mu = average.Solve(logit, Tau[i], mu, out var derivatives);
                sum += _mass[i] * Density(mu, _conditional[i]) / derivatives.Mu;
            }
        }

        return sum;
    }

    /// <summary>From a density in t, where μ = centre + width sinh t, to one in μ.</summary>
    private double Density(double mu, double[] values)
    {
        var t = Stretch(mu);
        return Math.Max(0, _muGrid.At(t, values)) / (_width * Math.Cosh(t));
    }
}
