namespace CarTEvidence.Samples.Tests.Notebooks;

/// <summary>A notebook: prose and code, and what the code gave when it was last run.</summary>
/// <param name="Cells">The cells, top to bottom.</param>
internal sealed record Notebook(IReadOnlyList<NotebookCell> Cells);

/// <summary>A cell of a notebook.</summary>
/// <param name="IsCode">Code; else Markdown.</param>
/// <param name="Source">The text, lines ending in <c>\n</c>, the last without.</param>
/// <param name="Tags">Tags, among them <see cref="NotebookCell.OutputVaries"/>.</param>
internal sealed record NotebookCell(bool IsCode, string Source, IReadOnlyList<string> Tags)
{
    /// <summary>The tag, known to nbval, of a cell whose output depends on the machine.</summary>
    public const string OutputVaries = "nbval-ignore-output";

    /// <summary>What running it gave, in order.</summary>
    public IReadOnlyList<CellOutput> Outputs { get; init; } = [];
}

/// <summary>Something that a cell gave.</summary>
/// <param name="Data">Text by format; what was printed has the one format <see cref="CellOutput.Printed"/>.</param>
internal sealed record CellOutput(IReadOnlyDictionary<string, string> Data)
{
    /// <summary>Stands for the standard output.</summary>
    public const string Printed = "stdout";

    /// <summary>Whether it was printed; else it is the value of the cell.</summary>
    public bool IsPrinted => Data.ContainsKey(Printed);
}
