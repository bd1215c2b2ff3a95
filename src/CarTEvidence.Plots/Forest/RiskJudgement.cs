namespace CarTEvidence.Plots;

/// <summary>A judgement of risk of bias, as RoB 2, ROBINS-I and their like make it.</summary>
public enum RiskJudgement
{
    /// <summary>Low risk: green, a plus sign.</summary>
    Low,

    /// <summary>Some concerns, or a moderate risk: yellow, a dash.</summary>
    Moderate,

    /// <summary>High or serious risk: red, a cross.</summary>
    High,

    /// <summary>No information: grey, a question mark.</summary>
    Unclear,
}
