namespace CarTEvidence.Resampling;

/// <summary>An order statistic lies outside the brackets of a sketch: about once in 10¹⁵ of them, unless the first replicates are not like the rest.</summary>
internal sealed class MissedBracketException() : Exception("An order statistic lies outside the brackets that the first replicates have set.");
