namespace CarTEvidence.MetaAnalysis;

/// <summary>One choice of a specification.</summary>
/// <param name="Dimension">What was chosen: <c>inclusion</c>, <c>measure</c>, <c>model</c>, <c>tau2</c>, <c>interval</c> or <c>quantity</c>.</param>
/// <param name="Value">The choice, as the command line spells it.</param>
public readonly record struct SpecificationChoice(string Dimension, string Value);
