using CarTEvidence.Notebooks;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>A result as a page, a notebook or a file shows it: a title, a sentence, tables, figures, and notes, in this order.</summary>
/// <remarks>The same view gives the same characters under any culture. Collections are compared by reference.</remarks>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial record ResultView
{
    /// <summary>What is shown, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The result or its method in a sentence; <c>null</c> where the tables say all.</summary>
    public string? Sentence { get; init; }

    /// <summary>The tables, in reading order.</summary>
    public IReadOnlyList<ResultTable> Tables { get; init; } = [];

    /// <summary>The figures, the main one first.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>Sentences for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The title.</summary>
    public override string ToString() => Title;
}
