using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Prediction intervals.</summary>
internal sealed partial class RandomEffectsFit
{
    /// <summary>Where the true effect of a new study with the given row of X is expected; <c>null</c> where it is not defined.</summary>
    public Interval? Prediction(ReadOnlySpan<double> row)
    {
        if (Settings.Common || Regression.DegreesOfFreedom == 0)
        {
            return null;
        }

        var basis = PredictionBasis();
        var df = basis.DegreesOfFreedomOf(row);
        if (Settings.Prediction.SpendsOneOnTauSquared())
        {
            df -= 1;
        }

        if (!(df > 0))
        {
            return null;
        }

        var centre = Dot(row, Beta);
        var half = StudentDistribution.UpperQuantile(0.5 * (1 - Settings.Level), df) * Math.Sqrt(basis.VarianceOf(row) + TauSquared);
        return new Interval(centre - half, centre + half, Settings.Level);
    }

    /// <summary>Covariance of the coefficients and degrees of freedom, before one is spent on tau².</summary>
    private CoefficientInference PredictionBasis()
    {
        double df = Regression.DegreesOfFreedom;
        switch (Settings.Prediction)
        {
            case PredictionMethod.T:
                return new CoefficientInference(Covariance, df);
            case PredictionMethod.Normal:
                return new CoefficientInference(Covariance, double.PositiveInfinity);
            case PredictionMethod.ModelNormal:
                return new CoefficientInference(ModelCovariance, double.PositiveInfinity);
            case PredictionMethod.HartungKnapp or PredictionMethod.HartungKnappPartlettRiley:
                return CoefficientInference.Scaled(ModelCovariance, Moments.Residual / df, df);
            case PredictionMethod.KenwardRoger or PredictionMethod.KenwardRogerPartlettRiley:
                Regression.At(TauSquared);
                var adjusted = KenwardRoger.Adjust(Regression, Moments);
                return new CoefficientInference(adjusted.Covariance, df) { KenwardRoger = adjusted };
            default:
                return new CoefficientInference(ModelCovariance, df);
        }
    }
}
