namespace CarTEvidence.MetaAnalysis;

/// <summary>Where the true effect of a new study is expected.</summary>
/// <param name="Interval">On the natural scale.</param>
/// <param name="Transformed">On the scale of the analysis.</param>
/// <param name="Method">Reference distribution.</param>
public sealed record Prediction(Interval Interval, Interval Transformed, PredictionMethod Method);
