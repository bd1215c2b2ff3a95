namespace CarTEvidence;

/// <summary>Why an arm left in favour of another report.</summary>
public enum OverlapRule
{
    /// <summary>A later report with the outcome contains all its patients (<c>superseded</c>).</summary>
    Superseded,

    /// <summary>A report of the same cohort has more evaluable patients for the outcome (<c>fewer-evaluable</c>).</summary>
    FewerEvaluable,

    /// <summary>A report of the same cohort has as many evaluable patients and is more recent (<c>earlier-year</c>).</summary>
    EarlierYear,

    /// <summary>A report of the same cohort has as many evaluable patients and the same year; the study name decides (<c>study-id</c>).</summary>
    StudyId,
}
