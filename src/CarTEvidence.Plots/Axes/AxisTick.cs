namespace CarTEvidence.Plots.Axes;

/// <summary>A tick of an axis.</summary>
/// <param name="Value">Where it stands, in data units.</param>
/// <param name="Label">What it says; empty for a minor tick.</param>
internal readonly record struct AxisTick(double Value, string Label);
