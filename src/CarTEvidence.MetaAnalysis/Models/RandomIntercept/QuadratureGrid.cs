namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Points of the trapezoidal rule in t under the substitution d = b sinh(t): d / b and its derivative times the step.</summary>
/// <remarks>
/// On the real line the trapezoidal rule converges exponentially in 1 / step for functions analytic in a strip (L. N. Trefethen, J. A. C. Weideman,
/// SIAM Review 2014;56:385–458, doi:10.1137/130932132). The substitution spaces points evenly over the narrow part of the integrand
/// and ever more widely over a normal tail, so one table serves every tau.
/// </remarks>
internal sealed class QuadratureGrid
{
    /// <summary>Points on each side of the centre: enough to reach 13 standard deviations at <see cref="InterceptIntegral.LargestTau"/>.</summary>
    private const double Reach = 12.4;

    private QuadratureGrid(double step)
    {
        var count = ((int)(Reach / step) + 7) / 8 * 8;
        Step = step;
        Distance = new double[count];
        Weight = new double[count];
        for (var j = 0; j < count; j++)
        {
            var t = (j + 1) * step;
            Distance[j] = Math.Sinh(t);
            Weight[j] = Math.Cosh(t);
        }
    }

    /// <summary>Accurate to about 1e-10 in the log-likelihood of a study, whatever its size, for tau from 0 to 100 (61 points on average).</summary>
    public static QuadratureGrid Standard { get; } = new(0.1);

    /// <summary>Half as many points, for the outer of two integrals, whose integrand has been smoothed by the inner one.</summary>
    public static QuadratureGrid Coarse { get; } = new(0.2);

    /// <summary>Twice as many points: its difference from <see cref="Standard"/> is the check of that accuracy.</summary>
    public static QuadratureGrid Fine { get; } = new(0.05);

    /// <summary>Step in t.</summary>
    public double Step { get; }

    /// <summary>sinh(t) for t = 1, 2, ... steps; a multiple of eight entries.</summary>
    public double[] Distance { get; }

    /// <summary>cosh(t) for the same points.</summary>
    public double[] Weight { get; }
}
