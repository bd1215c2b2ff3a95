namespace CarTEvidence;

/// <summary>An arm with its count of an outcome.</summary>
internal readonly record struct CountedArm(TrialArm Arm, OutcomeCount Count);
