namespace CarTEvidence.MetaAnalysis;

/// <summary>The generalised Q statistic Q(tau²) = yᵀP(tau²)y, which falls in tau² from Cochran's Q to 0.</summary>
internal static class GeneralizedQ
{
    /// <summary>The tau² at which Q(tau²) equals <paramref name="target"/>; 0 where Q(0) is below it already.</summary>
    /// <remarks>Newton's method on 1/Q, which is nearly linear in tau² (exactly so for equal variances), kept inside a bracket.</remarks>
    public static TauSquaredFit Root(WeightedRegression regression, double target, double tolerance, int maxIterations)
    {
        var moments = regression.At(0);
        if (!(moments.Residual > target))
        {
            return new TauSquaredFit(0, null, 1);
        }

        var (low, high, tau2) = (0.0, double.PositiveInfinity, 0.0);
        for (var iteration = 1; iteration <= maxIterations; iteration++)
        {
            var next = tau2 + moments.Residual * (moments.Residual / target - 1) / moments.Second;
            if (!(next > low && next < high))
            {
                next = double.IsPositiveInfinity(high) ? 2 * low + 1e-300 : 0.5 * (low + high);
            }

            var step = Math.Abs(next - tau2);
            tau2 = next;
            if (step <= tolerance * tau2 || (double.IsFinite(high) && high - low <= 4e-16 * high))
            {
                return new TauSquaredFit(tau2, null, iteration);
            }

            moments = regression.At(tau2);
            if (moments.Residual > target)
            {
                low = tau2;
            }
            else
            {
                high = tau2;
            }
        }

        return new TauSquaredFit(tau2, null, maxIterations, Converged: false);
    }
}
