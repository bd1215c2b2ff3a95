namespace CarTEvidence.Plots;

/// <summary>Risk of bias of the studies, drawn as traffic lights with signs, so that they can be told apart without colour.</summary>
/// <param name="Domains">The domains in words, for example <c>Selection of participants</c>; the plot letters them A, B, C …</param>
/// <param name="Judgements">One list a study in the order of the data, length k, each with one judgement a domain; <c>null</c> leaves a light out.</param>
/// <remarks>The lists are compared by reference. Sterne et al., BMJ 2019, doi:10.1136/bmj.l4898.</remarks>
public sealed record RiskOfBias(IReadOnlyList<string> Domains, IReadOnlyList<IReadOnlyList<RiskJudgement?>> Judgements);
