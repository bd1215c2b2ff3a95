namespace CarTEvidence;

/// <summary>Whether more of an outcome is better or worse for the patient.</summary>
public enum OutcomeDirection
{
    /// <summary>More is better.</summary>
    Benefit,

    /// <summary>More is worse.</summary>
    Harm,
}
