namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Comparison with the posterior of other studies.</content>
internal sealed partial class JointPosterior
{
    /// <summary>P(μ ≤ f(μ′)) for the μ′ of another posterior and an increasing f, integrated on the finer of both grids.</summary>
    /// <param name="other">The posterior of μ′: independent, or of a subgroup that shares tau; it is then independent given tau.</param>
    /// <param name="f">Increasing.</param>
    /// <param name="inverse">Its inverse.</param>
    public double LessThan(JointPosterior other, Func<double, double> f, Func<double, double> inverse) => other._width <= _width
        ? other.Expect(this, f)
        : 1 - Expect(other, inverse);

    /// <summary>E P(μ of the other ≤ f(μ)).</summary>
    private double Expect(JointPosterior other, Func<double, double> f)
    {
        var ends = Array.ConvertAll(Mu, mu => other.Stretch(f(mu)));
        if (!ReferenceEquals(_mass, other._mass))
        {
            var before = other._muGrid.BeforePanels(other._muDensity);
            return Product(_muDensity, other._muDensity, before);
        }

        var sum = 0.0;
        for (var i = 0; i < Tau.Length; i++)
        {
            if (_mass[i] > NegligibleMass)
            {
                sum += _mass[i] * Product(_conditional[i], other._conditional[i], other._before[i]);
            }
        }

        return sum;

        double Product(double[] own, double[] density, double[] before)
        {
            var inner = 0.0;
            for (var j = 0; j < Mu.Length; j++)
            {
                var mass = _muGrid.Weights[j] * own[j];
                if (mass > NegligibleMass)
                {
                    inner += mass * other._muGrid.UpTo(ends[j], density, before);
                }
            }

            return inner;
        }
    }
}
