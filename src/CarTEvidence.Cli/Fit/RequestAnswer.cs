using CarTEvidence.MetaAnalysis;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Fit;

/// <summary>What a request comes to: the pooled effect, the parts of the answer it asks for, and what the reader should know about its data.</summary>
internal sealed record RequestAnswer(PooledEffect Effect, AnswerParts Parts, IReadOnlyList<string> Notes)
{
    /// <summary>Tests for small-study effects made of the counts themselves; empty unless asked for.</summary>
    public IReadOnlyList<SmallStudyTest> BiasTests { get; init; } = [];
}
