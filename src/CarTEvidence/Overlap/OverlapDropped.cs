namespace CarTEvidence;

/// <summary>An arm that reports the outcome and left because another report has its patients.</summary>
/// <param name="Study">Study.</param>
/// <param name="Arm">Arm within the study.</param>
/// <param name="Rule">By which rule.</param>
/// <param name="InFavourOf">The study that stays for its patients.</param>
/// <param name="Reason">The rule in words, with the numbers it compared.</param>
public sealed record OverlapDropped(string Study, string Arm, OverlapRule Rule, string InFavourOf, string Reason);
