namespace CarTEvidence.Resampling;

public partial struct RandomDraws
{
    /// <summary>A standard normal number, by inversion of one uniform.</summary>
    public double NextNormal() => NormalQuantile.Of(NextUniform());

    /// <summary>A normal number.</summary>
    /// <param name="mean">Its mean.</param>
    /// <param name="standardDeviation">Its standard deviation, at least 0.</param>
    public double NextNormal(double mean, double standardDeviation) => Math.FusedMultiplyAdd(standardDeviation, NextNormal(), mean);

    /// <summary>An exponential number with mean 1.</summary>
    public double NextExponential() => -Math.Log(NextUniform());

    /// <summary>A gamma number with scale 1.</summary>
    /// <param name="shape">Shape, positive and finite; also the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not positive and finite.</exception>
    /// <remarks>Reference: Marsaglia and Tsang (2000), A simple method for generating gamma variables, doi:10.1145/358407.358414.</remarks>
    public double NextGamma(double shape) => Math.Exp(NextLogGamma(shape));

    /// <summary>A beta number.</summary>
    /// <param name="alpha">First shape, positive and finite.</param>
    /// <param name="beta">Second shape, positive and finite.</param>
    /// <returns>A value in [0, 1]; 0 and 1 occur only by rounding, with shapes near 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not positive and finite.</exception>
    /// <remarks>X/(X + Y) of two gamma numbers, formed from their logarithms so that tiny shapes do not give 0/0.</remarks>
    public double NextBeta(double alpha, double beta)
    {
        double first = NextLogGamma(alpha), second = NextLogGamma(beta);
        return 1 / (1 + Math.Exp(second - first));
    }

    /// <summary>The logarithm of a gamma number; for shapes below 1 by the identity G(a) = G(a + 1) U^(1/a).</summary>
    private double NextLogGamma(double shape)
    {
        if (!(shape > 0 && double.IsFinite(shape)))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "A gamma or beta shape is positive and finite.");
        }

        double boost = 0;
        if (shape < 1)
        {
            boost = Math.Log(NextUniform()) / shape;
            shape += 1;
        }

        double d = shape - (1.0 / 3.0), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal(), cube = 1 + (c * x);
            if (cube <= 0)
            {
                continue;
            }

            double v = cube * cube * cube, logV = Math.Log(v);
            if (Math.Log(NextUniform()) < (0.5 * x * x) + (d * (1 - v + logV)))
            {
                return Math.Log(d) + logV + boost;
            }
        }
    }
}
