using CarTEvidence.MetaAnalysis.Numerics;

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

    /// <summary>E P(μ of the other ≤ f(μ)): the weights of its grid that belong to each f(μ) serve every tau.</summary>
    private double Expect(JointPosterior other, Func<double, double> f)
    {
        var weights = new double[Mu.Length * PanelGrid.Order];
        var panels = new int[Mu.Length];
        for (var j = 0; j < panels.Length; j++)
        {
            panels[j] = other._muGrid.PartWeights(other.Stretch(f(Mu[j])), weights.AsSpan(j * PanelGrid.Order, PanelGrid.Order));
        }

        if (!ReferenceEquals(_mass, other._mass))
        {
            return Product(_muDensity, other._muDensity, other._muGrid.BeforePanels(other._muDensity), (0, Mu.Length));
        }

        var sum = 0.0;
        for (var i = 0; i < Tau.Length; i++)
        {
            if (_mass[i] > NegligibleMass)
            {
                sum += _mass[i] * Product(_conditional[i], other._conditional[i], other._before[i], _span[i]);
            }
        }

        return sum;

        double Product(double[] own, double[] density, double[] before, (int From, int To) span)
        {
            var inner = 0.0;
            for (var j = span.From; j < span.To; j++)
            {
                var below = before[panels[j]];
                var at = panels[j] * PanelGrid.Order;
                for (var i = 0; i < PanelGrid.Order && at < density.Length; i++)
                {
                    below += weights[j * PanelGrid.Order + i] * density[at + i];
                }

                inner += _muGrid.Weights[j] * own[j] * below;
            }

            return inner;
        }
    }
}
