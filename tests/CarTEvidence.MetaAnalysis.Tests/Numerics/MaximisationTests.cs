using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Numerics;

public class MaximisationTests
{
    // Newton converges quadratically: the last step leaves rounding only.
    private const double NewtonAccuracy = 1e-9;

    // Without derivatives a maximum is located to about the square root of the rounding unit.
    private const double DerivativeFreeAccuracy = 1e-7;

    [Theory]
    [InlineData(-1.2, 1)]
    [InlineData(3, -7)]
    [InlineData(0, 0)]
    public void Newton_Rosenbrock_ReachesTheTopFromAnywhere(double x, double y)
    {
        double[] point = [x, y];
        var found = Maximisation.Newton(MinusRosenbrock, point);
        Assert.True(found.Converged);
        Assert.Equal(1, point[0], NewtonAccuracy);
        Assert.Equal(1, point[1], NewtonAccuracy);
        Assert.InRange(found.Iterations, 1, 60);
    }

    [Fact]
    public void Newton_StartWithIndefiniteHessian_StillClimbs()
    {
        // −(x² − 1)² has a minimum at 0 and maxima at ±1; it starts where it curves upward.
        double[] point = [0.1];
        var found = Maximisation.Newton(
            (x, g, h) =>
            {
                g[0] = -4 * x[0] * (x[0] * x[0] - 1);
                h[0] = -12 * x[0] * x[0] + 4;
                return -Math.Pow(x[0] * x[0] - 1, 2);
            },
            point);
        Assert.True(found.Converged);
        Assert.Equal(1, point[0], NewtonAccuracy);
    }

    [Fact]
    public void Newton_TooFewIterations_IsReportedAsNotConverged()
    {
        double[] point = [-1.2, 1];
        Assert.False(Maximisation.Newton(MinusRosenbrock, point, maxIterations: 2).Converged);
    }

    [Fact]
    public void Brent_SkewedPeak_IsFound()
    {
        var (point, value) = Maximisation.Brent(x => x * Math.Exp(-x), 0, 20);
        Assert.Equal(1, point, DerivativeFreeAccuracy);
        Assert.Equal(Math.Exp(-1), value, NewtonAccuracy);
    }

    private static double MinusRosenbrock(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var valley = x[1] - x[0] * x[0];
        gradient[0] = 400 * x[0] * valley + 2 * (1 - x[0]);
        gradient[1] = -200 * valley;
        hessian[0] = 400 * valley - 800 * x[0] * x[0] - 2;
        hessian[1] = hessian[2] = 400 * x[0];
        hessian[3] = -200;
        return -100 * valley * valley - (1 - x[0]) * (1 - x[0]);
    }
}
