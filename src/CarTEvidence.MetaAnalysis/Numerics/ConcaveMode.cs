namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>The slope of a concave function of one variable.</summary>
internal interface IConcaveSlope
{
    /// <summary>First derivative and minus the second, above 0.</summary>
    (double Slope, double Curvature) At(double u);
}

/// <summary>Finds the top of a log-concave integrand, well enough to put a rule of quadrature there.</summary>
internal static class ConcaveMode
{
    // Where the slope falls exponentially, Newton's steps are all of one length and may be billions; then halving takes over.
    private const int NewtonSteps = 30;

    // As near as a rule needs to be centred, in widths of the integrand.
    private const double NearEnough = 0.01;

    /// <summary>Newton's method inside a bracket, to a hundredth of the width that it returns.</summary>
    /// <param name="slope">The function's slope.</param>
    /// <param name="low">No mode lies below.</param>
    /// <param name="high">No mode lies above.</param>
    /// <param name="mode">In: a guess. Out: the mode.</param>
    /// <returns>One over the square root of the curvature at the mode.</returns>
    public static double Find<TSlope>(in TSlope slope, double low, double high, ref double mode)
        where TSlope : struct, IConcaveSlope
    {
        var u = Math.Clamp(mode, low, high);
        for (var steps = 0; ; steps++)
        {
            var (first, curvature) = slope.At(u);
            var width = 1 / Math.Sqrt(curvature);
            var next = u + first / curvature;
            if (Math.Abs(next - u) <= NearEnough * width || high - low <= NearEnough * width)
            {
                mode = u;
                return width;
            }

            (low, high) = first > 0 ? (u, high) : (low, u);
            var middle = 0.5 * (low + high);
            if (!(middle > low && middle < high))
            {
                // No number lies between the bounds: this is as near as doubles come.
                mode = u;
                return width;
            }

            u = next > low && next < high && steps < NewtonSteps ? next : middle;
        }
    }
}
