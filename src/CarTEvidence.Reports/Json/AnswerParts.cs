namespace CarTEvidence.Reports;

/// <summary>Parts of an answer that are made only when asked for, because each costs refits.</summary>
[Flags]
public enum AnswerParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Intervals of tau² by every method that applies.</summary>
    TauSquaredIntervals = 1,

    /// <summary>The pooled effect without each study in turn.</summary>
    LeaveOneOut = 2,

    /// <summary>The pooled effect of the first study, the first two, and so on, in the order of the data.</summary>
    Cumulative = 4,

    /// <summary>Residuals, leverages and deletion diagnostics.</summary>
    Influence = 8,

    /// <summary>Small-study effects.</summary>
    Bias = 16,

    /// <summary>Best linear unbiased predictions of the studies' true effects.</summary>
    Blup = 32,

    /// <summary>Coordinates of a Baujat plot.</summary>
    Baujat = 64,

    /// <summary>Coordinates of a radial plot.</summary>
    Radial = 128,
}
