namespace CarTEvidence.Samples.Tests.Notebooks;

public class AppNotebookTests
{
    private const string App = """
        #:project ../../src/CarTEvidence.Reports/CarTEvidence.Reports.csproj

        // %% [markdown]
        // # A question
        //
        // Prose.

        // %%
        using CarTEvidence;

        var n = 3;
        Console.WriteLine(Table(n).ToText());

        // %%
        Figure(n).Save("figure.svg");

        // %% tags=["nbval-ignore-output"]
        // A comment stays.
        Console.WriteLine($"n = {n}");
        """;

    [Fact]
    public void Of_ProseAndCode_BecomeCells()
    {
        var cells = AppNotebook.Of(App).Cells;

        Assert.Equal([false, true, true, true], cells.Select(cell => cell.IsCode));
        Assert.Equal("# A question\n\nProse.", cells[0].Source);
        Assert.Equal(["nbval-ignore-output"], cells[3].Tags);
    }

    [Fact]
    public void Of_TheProject_BecomesAPackage() => Assert.StartsWith("#r \"nuget: CarTEvidence.Reports, 0.1.0\"\nusing CarTEvidence;", AppNotebook.Of(App).Cells[1].Source, StringComparison.Ordinal);

    [Fact]
    public void Of_WhatIsPrintedOrSavedLast_BecomesTheValue()
    {
        var cells = AppNotebook.Of(App).Cells;

        Assert.EndsWith("var n = 3;\nTable(n)", cells[1].Source, StringComparison.Ordinal);
        Assert.Equal("Figure(n)", cells[2].Source);
        Assert.Equal("// A comment stays.\nConsole.WriteLine($\"n = {n}\");", cells[3].Source);
    }

    [Fact]
    public void Of_ProseThatIsNoComment_IsRefused() => Assert.Throws<FormatException>(() => AppNotebook.Of("// %% [markdown]\nnot a comment"));
}
