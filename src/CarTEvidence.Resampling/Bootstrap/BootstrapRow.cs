namespace CarTEvidence.Resampling;

/// <summary>All that is known of one replicate, or of the data as they are; not a number where it is undefined.</summary>
internal readonly record struct BootstrapRow(double Mean, double TauSquared, double StandardError, double HksjStandardError, double ISquared, double TauSquaredStandardError, double ISquaredStandardError)
{
    public PooledFit Fit => new(Mean, TauSquared, StandardError, HksjStandardError);

    /// <summary>A statistic.</summary>
    /// <param name="statistic">Which.</param>
    /// <param name="t">The quantile of t in the prediction limits.</param>
    public double Value(BootstrapStatistic statistic, double t) => statistic switch
    {
        BootstrapStatistic.Mean => Mean,
        BootstrapStatistic.TauSquared => TauSquared,
        BootstrapStatistic.ISquared => ISquared,
        BootstrapStatistic.PredictionLower => Mean - (t * PredictionDeviation),
        BootstrapStatistic.PredictionUpper => Mean + (t * PredictionDeviation),
        _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "Not a statistic of the bootstrap."),
    };

    /// <summary>The standard error of a statistic, from those of mean and tau² by the delta method.</summary>
    public double Error(BootstrapStatistic statistic, double t) => statistic switch
    {
        BootstrapStatistic.Mean => StandardError,
        BootstrapStatistic.TauSquared => TauSquaredStandardError,
        BootstrapStatistic.ISquared => ISquaredStandardError,
        _ => Math.Sqrt((StandardError * StandardError) + Square(t * TauSquaredStandardError / (2 * PredictionDeviation))),
    };

    private double PredictionDeviation => Math.Sqrt(TauSquared + (StandardError * StandardError));

    private static double Square(double x) => x * x;
}
