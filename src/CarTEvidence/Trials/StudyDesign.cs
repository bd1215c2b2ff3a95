namespace CarTEvidence;

/// <summary>Study design.</summary>
public enum StudyDesign
{
    /// <summary>One patient, described (<c>case_report</c>).</summary>
    CaseReport,

    /// <summary>Several patients, described (<c>case_series</c>).</summary>
    CaseSeries,

    /// <summary>Phase 1 trial (<c>phase1</c>).</summary>
    Phase1,

    /// <summary>Phase 1/2 trial (<c>phase1_2</c>).</summary>
    Phase1Phase2,

    /// <summary>Phase 2 trial (<c>phase2</c>).</summary>
    Phase2,

    /// <summary>Randomised controlled trial (<c>rct</c>).</summary>
    RandomisedTrial,
}
