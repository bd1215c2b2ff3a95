using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Shrinkage of each study towards the model: S. W. Raudenbush, A. S. Bryk, J. Educ. Stat. 10 (1985) 75–98, doi:10.3102/10769986010002075.</summary>
internal static class StudyPredictions
{
    public static StudyPrediction[] Compute(InverseVarianceSource source)
    {
        var fit = source.Fit;
        var regression = fit.Regression.Copy();
        regression.At(fit.TauSquared);

        // The covariance behind the interval is the model's times one factor (other than for Kenward–Roger, where the model's own is taken).
        var factor = fit.Inference.HartungKnappFactor is null ? 1 : fit.Covariance[0] / fit.ModelCovariance[0];
        var predictions = new StudyPrediction[fit.Count];
        var (df, critical) = (0.0, double.NaN);
        for (var i = 0; i < predictions.Length; i++)
        {
            var v = regression.Variances[i];
            var own = fit.TauSquared / (fit.TauSquared + v);
            var value = own * regression.Effects[i] + (1 - own) * regression.Fitted(i);
            var error = Math.Sqrt(own * v + (1 - own) * (1 - own) * factor * regression.FittedVariance(i));
            if (i == 0 || fit.Inference.KenwardRoger is not null)
            {
                df = fit.Inference.DegreesOfFreedomOf(regression.Design.ColumnsRow(i));
                critical = df > 0 ? StudentDistribution.UpperQuantile(0.5 * (1 - fit.Settings.Level), df) : double.NaN;
            }

            predictions[i] = new StudyPrediction(
                source.Data.Study[source.Kept[i]], value, error, df > 0 ? new Interval(value - critical * error, value + critical * error, fit.Settings.Level) : null);
        }

        return predictions;
    }
}
