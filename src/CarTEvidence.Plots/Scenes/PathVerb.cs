namespace CarTEvidence.Plots;

/// <summary>What a step of a path does.</summary>
public enum PathVerb
{
    /// <summary>Lifts the pen and goes to a point.</summary>
    Move,

    /// <summary>Draws a straight line to a point.</summary>
    Line,

    /// <summary>Draws a cubic Bézier curve: two control points and the end.</summary>
    Cubic,

    /// <summary>Draws a straight line back to the last <see cref="Move"/>.</summary>
    Close,
}
