namespace CarTEvidence.MetaAnalysis;

/// <summary>The best linear unbiased prediction of one study's true effect: its own effect shrunken towards the fitted one.</summary>
/// <param name="Study">Label.</param>
/// <param name="Value">On the scale of the analysis.</param>
/// <param name="StandardError">Standard error of the prediction, tau² taken as known.</param>
/// <param name="Interval">On the scale of the analysis.</param>
public sealed record StudyPrediction(string Study, double Value, double StandardError, Interval? Interval);
