namespace CarTEvidence.MetaAnalysis;

/// <summary>What an interval method makes of the coefficients: their covariance, and the degrees of freedom of each.</summary>
/// <param name="Covariance">p × p.</param>
/// <param name="DegreesOfFreedom">Of each coefficient's t distribution, infinite for the normal; 0 where no interval is defined.</param>
/// <param name="OmnibusDegreesOfFreedom">Denominator degrees of freedom of joint tests; infinite for chi-squared.</param>
internal sealed record CoefficientInference(double[] Covariance, double[] DegreesOfFreedom, double OmnibusDegreesOfFreedom)
{
    /// <summary>The Hartung–Knapp factor, before any floor; <c>null</c> for other methods.</summary>
    public double? HartungKnappFactor { get; init; }

    /// <summary>Whether there are no degrees of freedom for any interval.</summary>
    public bool IsUndefined => !(OmnibusDegreesOfFreedom > 0);

    /// <summary>Covariance times a factor, with the same degrees of freedom for every coefficient.</summary>
    public static CoefficientInference Scaled(double[] covariance, double factor, double degreesOfFreedom)
    {
        var p = (int)Math.Round(Math.Sqrt(covariance.Length));
        var scaled = new double[covariance.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = covariance[i] * factor;
        }

        var df = new double[p];
        Array.Fill(df, degreesOfFreedom);
        return new CoefficientInference(scaled, df, degreesOfFreedom);
    }
}
