using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>What an interval method makes of the coefficients: their covariance, and the degrees of freedom of what is tested.</summary>
/// <param name="Covariance">p × p.</param>
/// <param name="DegreesOfFreedom">Of t and F, infinite for normal and chi-squared; 0 where no interval is defined. Kenward and Roger's differ from one combination to the next.</param>
internal sealed record CoefficientInference(double[] Covariance, double DegreesOfFreedom)
{
    /// <summary>The Hartung–Knapp factor, before any floor; <c>null</c> for other methods.</summary>
    public double? HartungKnappFactor { get; init; }

    /// <summary>Kenward and Roger's adjustment; <c>null</c> for other methods.</summary>
    public KenwardRoger? KenwardRoger { get; init; }

    /// <summary>Whether there are no degrees of freedom for any interval.</summary>
    public bool IsUndefined => !(DegreesOfFreedom > 0);

    /// <summary>Covariance times a factor.</summary>
    public static CoefficientInference Scaled(double[] covariance, double factor, double degreesOfFreedom) =>
        new(Array.ConvertAll(covariance, c => c * factor), degreesOfFreedom);

    /// <summary>Variance of the combination rowᵀβ.</summary>
    public double VarianceOf(ReadOnlySpan<double> row) => SymmetricMatrix.Form(row, Covariance, row, row.Length);

    /// <summary>Degrees of freedom of the combination rowᵀβ.</summary>
    public double DegreesOfFreedomOf(ReadOnlySpan<double> row) => KenwardRoger?.DegreesOfFreedomOf(row) ?? DegreesOfFreedom;
}
