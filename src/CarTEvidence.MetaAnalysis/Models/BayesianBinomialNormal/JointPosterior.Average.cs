namespace CarTEvidence.MetaAnalysis.Models;

/// <content>The average over studies.</content>
internal sealed partial class JointPosterior
{
    /// <summary>P(logit of the average over studies ≤ <paramref name="logit"/>).</summary>
    public double AverageBelow(double logit)
    {
        var sum = 0.0;
        for (var i = 0; i < Tau.Length; i++)
        {
            if (_mass[i] > NegligibleMass)
            {
                sum += _mass[i] * _muGrid.UpTo(WhereAverageIs(logit, i), _conditional[i], _before[i]);
            }
        }

        return sum;
    }

    /// <summary>The logit of the average over studies below which probability <paramref name="p"/> lies.</summary>
    public double AverageQuantile(double p) => Quantile(AverageBelow, p, Math.Min(Mu[0], 0), Math.Max(Mu[^1], 0), 1e-9);

    /// <summary>The t at which the average has a logit: the secant method on the polynomial between two points of the grid.</summary>
    private double WhereAverageIs(double logit, int tau)
    {
        var averages = _average[tau];
        var (from, to) = _span[tau];
        var above = Array.BinarySearch(averages, from, to - from, logit);
        above = above < 0 ? ~above : above;
        if (above == from)
        {
            return _muGrid.Low;
        }

        if (above == to)
        {
            return _muGrid.High;
        }

        var (low, high) = (_muGrid.Points[above - 1], _muGrid.Points[above]);
        var (fLow, fHigh) = (averages[above - 1] - logit, averages[above] - logit);
        var t = low - fLow * (high - low) / (fHigh - fLow);
        for (var iteration = 0; iteration < 20; iteration++)
        {
            var f = _muGrid.At(t, averages) - logit;
            if (Math.Abs(f) < 1e-11 * (1 + Math.Abs(logit)) || high - low < 1e-13)
            {
                break;
            }

            (low, fLow, high, fHigh) = f < 0 ? (t, f, high, fHigh) : (low, fLow, t, f);
            var next = low - fLow * (high - low) / (fHigh - fLow);
            t = next > low && next < high ? next : 0.5 * (low + high);
        }

        return t;
    }
}
