using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The maximum-likelihood fit of a random-intercept model.</summary>
/// <param name="Mu">Mean of the intercepts.</param>
/// <param name="Tau">Standard deviation of the intercepts.</param>
/// <param name="Derivatives">Log-likelihood and derivatives there.</param>
/// <param name="Iterations">Newton steps over all starts.</param>
/// <param name="Converged">Whether the winning start converged.</param>
internal readonly record struct InterceptMaximum(double Mu, double Tau, InterceptDerivatives Derivatives, int Iterations, bool Converged)
{
    /// <summary>Below this standard deviation the fit is compared with none at all.</summary>
    private const double NearZero = 1e-4;

    /// <summary>Standard error of μ from the observed information; at tau = 0, of μ alone.</summary>
    public double MuStandardError => Tau == 0
        ? 1 / Math.Sqrt(-Derivatives.MuMu)
        : Math.Sqrt(-Derivatives.TauTau / Determinant);

    /// <summary>Standard error of tau from the observed information; <c>null</c> at tau = 0.</summary>
    public double? TauStandardError => Tau == 0 ? null : Math.Sqrt(-Derivatives.MuMu / Determinant);

    /// <summary>Covariance of μ and tau; 0 at tau = 0.</summary>
    public double MuTauCovariance => Tau == 0 ? 0 : Derivatives.MuTau / Determinant;

    private double Determinant => Derivatives.MuMu * Derivatives.TauTau - Derivatives.MuTau * Derivatives.MuTau;

    /// <summary>Climbs from two heterogeneous starts and compares them with the homogeneous fit.</summary>
    /// <param name="likelihood">The model.</param>
    /// <param name="homogeneous">The maximum-likelihood μ at tau = 0, in closed form.</param>
    /// <param name="maxIterations">Most Newton steps a start.</param>
    public static InterceptMaximum Find(IInterceptLikelihood likelihood, double homogeneous, int maxIterations)
    {
        var none = likelihood.Evaluate(homogeneous, 0);
        var best = new InterceptMaximum(homogeneous, 0, none, 0, true);
        var iterations = 0;
        foreach (var start in (ReadOnlySpan<double>)[0.7, 3])
        {
            // Climb near the top, and on to it only if it is a higher one.
            Span<double> point = [homogeneous, start];
            var found = Climb(likelihood, point, start, 1e-6, maxIterations);
            iterations += found.Iterations;
            if (found.Value <= best.Derivatives.Value - 1e-4 || Distance(best, point) < 1e-2)
            {
                continue;
            }

            found = Climb(likelihood, point, start, 1e-15, maxIterations);
            iterations += found.Iterations;
            var tau = Math.Abs(point[1]);
            if (tau > NearZero && found.Value > best.Derivatives.Value)
            {
                best = new InterceptMaximum(point[0], tau, likelihood.Evaluate(point[0], tau), 0, found.Converged);
            }
        }

        return best with { Iterations = iterations };
    }

    private static MaximumFound Climb(IInterceptLikelihood likelihood, Span<double> point, double start, double tolerance, int maxIterations) => Maximisation.Newton(
        (at, gradient, hessian) => Evaluate(likelihood, at, gradient, hessian), point, tolerance, maxIterations, 5 + start);

    /// <summary>How far a point lies from an interior fit; infinite from the boundary.</summary>
    private static double Distance(InterceptMaximum fit, ReadOnlySpan<double> point) => fit.Tau == 0
        ? double.PositiveInfinity
        : Math.Max(Math.Abs(point[0] - fit.Mu), Math.Abs(Math.Abs(point[1]) - fit.Tau));

    /// <summary>The likelihood is even in tau, so the search may cross 0.</summary>
    private static double Evaluate(IInterceptLikelihood likelihood, ReadOnlySpan<double> at, Span<double> gradient, Span<double> hessian)
    {
        var tau = Math.Abs(at[1]);
        if (tau > InterceptIntegral.LargestTau)
        {
            return double.NegativeInfinity;
        }

        var d = likelihood.Evaluate(at[0], tau);
        var sign = at[1] < 0 ? -1 : 1;
        gradient[0] = d.Mu;
        gradient[1] = sign * d.Tau;
        hessian[0] = d.MuMu;
        hessian[1] = hessian[2] = sign * d.MuTau;
        hessian[3] = d.TauTau;
        return d.Value;
    }
}
