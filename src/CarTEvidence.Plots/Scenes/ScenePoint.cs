namespace CarTEvidence.Plots;

/// <summary>A place on a scene.</summary>
/// <param name="X">Points from the left edge.</param>
/// <param name="Y">Points from the upper edge, downwards.</param>
public readonly record struct ScenePoint(double X, double Y);
