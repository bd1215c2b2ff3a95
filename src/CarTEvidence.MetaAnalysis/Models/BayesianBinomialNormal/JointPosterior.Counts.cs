using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>The events among the patients of a new study.</content>
internal sealed partial class JointPosterior
{
    // Beyond this logit, and the log of the patients, all or none of them have the event.
    private const double Certain = 40;

    // Panels of eight points no longer than this in standard deviations of a count's logit.
    private const double PanelOfCounts = 2.5;

    private static readonly GaussRule Panel = GaussRule.Legendre(PanelGrid.Order);

    /// <summary>The probability of each number of events, 0 to n, among the patients of a new study: binomial, averaged over its logit.</summary>
    /// <remarks>One integral over the density of the logit serves all counts; panels are as short as a count's likelihood or the density asks for.</remarks>
    public double[] NewStudyCounts(int patients)
    {
        var result = new double[patients + 1];
        var end = Certain + Math.Log(patients);
        result[0] = NewStudy(-end).Below;
        result[patients] += 1 - NewStudy(end).Below;
        for (var from = -end; from < end;)
        {
            var (p, q) = Logistic.Both(from);
            var ofCount = PanelOfCounts / Math.Sqrt(patients * p * q + 1);
            var ofDensity = PanelLength * Math.Sqrt(_width * _width + (from - _centre) * (from - _centre));
            var length = Math.Min(Math.Min(ofCount, ofDensity), end - from);
            for (var i = 0; i < PanelGrid.Order; i++)
            {
                var logit = from + 0.5 * length * (1 + Panel.Nodes.Span[i]);
                AddBinomial(result, logit, 0.5 * length * Panel.Weights.Span[i] * NewStudy(logit).Density);
            }

            from += length;
        }

        return result;
    }

    /// <summary>Adds the binomial distribution at a logit: from its mode outwards, each probability from the one before, until they vanish.</summary>
    private static void AddBinomial(double[] result, double logit, double weight)
    {
        const double Vanishing = 1e-20;
        var n = result.Length - 1;
        var (p, q) = Logistic.Both(logit);
        var mode = Math.Min(n, (int)((n + 1) * p));
        var highest = weight * Math.Exp(SaddlePoint.LogBinomial(mode, n, p, q));
        var value = highest;
        for (var x = mode; x <= n && value > Vanishing * highest; x++)
        {
            result[x] += value;
            value *= (n - x) / (x + 1.0) * (p / q);
        }

        value = highest;
        for (var x = mode; x > 0 && value > Vanishing * highest;)
        {
            value *= x / (n - x + 1.0) * (q / p);
            result[--x] += value;
        }
    }
}
