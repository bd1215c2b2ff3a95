using System.Text.Json;

namespace CarTEvidence.Reports;

/// <summary>What an answer states besides the pooled effect.</summary>
public sealed record AnswerFrame
{
    /// <summary>No identity and no seed.</summary>
    public static AnswerFrame None { get; } = new();

    /// <summary>The request's <c>id</c>, echoed as it came (a string or a number); <c>null</c> if it had none.</summary>
    public JsonElement? Id { get; init; }

    /// <summary>Seed of a resampled answer; <c>null</c> where nothing was drawn.</summary>
    public long? Seed { get; init; }

    /// <summary>Sentences to add to the answer's notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
