namespace CarTEvidence.MetaAnalysis;

public sealed partial class Measure
{
    /// <summary>Mean of one arm (<c>MN</c>).</summary>
    public static Measure Mean { get; } = new("mean", "MN", "Mean", MeasureKind.Mean, Scale.Identity);

    /// <summary>Log of the mean of one arm (<c>MNLN</c>), for means above 0.</summary>
    public static Measure LogMean { get; } = new("log-mean", "MNLN", "Mean", MeasureKind.Mean, Scale.Log);

    /// <summary>Mean over standard deviation of one arm, bias corrected (<c>SMN</c>).</summary>
    public static Measure StandardizedMean { get; } = new("standardized-mean", "SMN", "Standardized mean", MeasureKind.Mean, Scale.Identity);

    /// <summary>Log of the coefficient of variation of one arm (<c>CVLN</c>). doi:10.1111/2041-210X.12309.</summary>
    public static Measure LogCoefficientOfVariation { get; } =
        new("log-coefficient-of-variation", "CVLN", "Coefficient of variation", MeasureKind.Mean, Scale.Log);

    /// <summary>Log of the standard deviation of one arm (<c>SDLN</c>). doi:10.1111/2041-210X.12309.</summary>
    public static Measure LogStandardDeviation { get; } = new("log-standard-deviation", "SDLN", "Standard deviation", MeasureKind.Mean, Scale.Log);

    /// <summary>Difference of two means (<c>MD</c>).</summary>
    public static Measure MeanDifference { get; } = new("mean-difference", "MD", "Mean difference", MeasureKind.TwoArmMean, Scale.Identity);

    /// <summary>Standardized mean difference with the pooled standard deviation, bias corrected (<c>SMD</c>, Hedges' g). doi:10.3102/10769986006002107.</summary>
    public static Measure StandardizedMeanDifference { get; } =
        new("standardized-mean-difference", "SMD", "Standardized mean difference", MeasureKind.TwoArmMean, Scale.Identity);

    /// <summary>Standardized mean difference with unequal variances, standardized by the average variance (<c>SMDH</c>). doi:10.1037/1082-989X.13.2.99.</summary>
    public static Measure StandardizedMeanDifferenceHeteroscedastic { get; } =
        new("standardized-mean-difference-heteroscedastic", "SMDH", "Standardized mean difference", MeasureKind.TwoArmMean, Scale.Identity);

    /// <summary>Log ratio of two means (<c>ROM</c>), for means of one sign. doi:10.1890/0012-9658(1999)080[1150:TMAORR]2.0.CO;2.</summary>
    public static Measure RatioOfMeans { get; } = new("ratio-of-means", "ROM", "Ratio of means", MeasureKind.TwoArmMean, Scale.Log);

    /// <summary>Log ratio of two standard deviations (<c>VR</c>). doi:10.1111/2041-210X.12309.</summary>
    public static Measure VariabilityRatio { get; } = new("variability-ratio", "VR", "Variability ratio", MeasureKind.TwoArmMean, Scale.Log);

    /// <summary>Log ratio of two coefficients of variation (<c>CVR</c>). doi:10.1111/2041-210X.12309.</summary>
    public static Measure CoefficientOfVariationRatio { get; } =
        new("coefficient-of-variation-ratio", "CVR", "Coefficient of variation ratio", MeasureKind.TwoArmMean, Scale.Log);

    /// <summary>Mean change within one arm (<c>MC</c>).</summary>
    public static Measure MeanChange { get; } = new("mean-change", "MC", "Mean change", MeasureKind.MeanChange, Scale.Identity);

    /// <summary>Mean change over the standard deviation of the change (<c>SMCC</c>).</summary>
    public static Measure StandardizedMeanChangeChangeSd { get; } =
        new("standardized-mean-change-change-sd", "SMCC", "Standardized mean change", MeasureKind.MeanChange, Scale.Identity);

    /// <summary>Mean change over the standard deviation at the first measurement (<c>SMCR</c>). doi:10.1111/j.2044-8317.1988.tb00901.x.</summary>
    public static Measure StandardizedMeanChangeRawSd { get; } =
        new("standardized-mean-change-raw-sd", "SMCR", "Standardized mean change", MeasureKind.MeanChange, Scale.Identity);

    /// <summary>Log ratio of the later to the earlier mean within one arm (<c>ROMC</c>). doi:10.1890/11-0423.1.</summary>
    public static Measure RatioOfMeansChange { get; } = new("ratio-of-means-change", "ROMC", "Ratio of means", MeasureKind.MeanChange, Scale.Log);
}
