using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>What was done, as the methods section tells it.</summary>
/// <param name="Evidence">Size of the evidence in words, for example <c>116 arms of 98 reports</c>.</param>
/// <param name="Selection">Selections made before pooling, in words; empty for none.</param>
/// <param name="Analyses">Label and overall result of each outcome that was pooled.</param>
/// <param name="Graded">Whether an outcome is a grade of toxicity.</param>
/// <param name="Groupings">Columns that subgroups were made by.</param>
/// <param name="StudyInterval">How each study's own interval was made.</param>
/// <param name="ZeroCorrection">What inverse-variance models add to zero cells.</param>
/// <param name="Policy">What was done about reports sharing patients.</param>
/// <param name="Dropped">Arms left out of an outcome because of overlap, over all outcomes.</param>
/// <param name="Sensitivity">Whether outcomes were also answered in other ways.</param>
/// <param name="Version">Version of the software.</param>
internal sealed record MethodsFacts(
    string Evidence,
    string Selection,
    IReadOnlyList<(string Label, PooledEffect Effect)> Analyses,
    bool Graded,
    IReadOnlyList<string> Groupings,
    StudyIntervalMethod StudyInterval,
    ZeroCorrection ZeroCorrection,
    OverlapPolicy Policy,
    int Dropped,
    bool Sensitivity,
    string Version);
