using System.Text.Json;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>What an answer states besides the pooled effect.</summary>
public sealed record AnswerFrame
{
    /// <summary>No identity, no notes of its own.</summary>
    public static AnswerFrame None { get; } = new();

    /// <summary>The request's <c>id</c>, echoed as it came (a string or a number); <c>null</c> if it had none.</summary>
    public JsonElement? Id { get; init; }

    /// <summary>Parts that are made only when asked for. Default: the intervals of tau².</summary>
    public AnswerParts Parts { get; init; } = AnswerParts.TauSquaredIntervals;

    /// <summary>Tests for small-study effects that need more than effects and variances (two-arm counts), to stand beside those made of them.</summary>
    public IReadOnlyList<SmallStudyTest> BiasTests { get; init; } = [];

    /// <summary>Sentences to add to the answer's notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
