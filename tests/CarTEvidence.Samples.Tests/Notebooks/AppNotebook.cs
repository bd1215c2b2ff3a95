using System.Text.RegularExpressions;
using CarTEvidence.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CarTEvidence.Samples.Tests.Notebooks;

/// <summary>
/// Makes the notebook of a file-based app. The app is the one source: its cells are marked as Jupytext's percent format marks them (<c>// %%</c>, prose under <c>// %% [markdown]</c>).
/// The project it names becomes a package, and what a cell prints or saves last becomes the value that the notebook shows.
/// </summary>
internal static partial class AppNotebook
{
    /// <summary>The notebook, not yet run.</summary>
    /// <param name="app">Text of the app.</param>
    public static Notebook Of(string app)
    {
        var parts = Marker().Split(app.ReplaceLineEndings("\n"));
        var packages = string.Concat(Project().Matches(parts[0]).Select(match => $"#r \"nuget: {match.Groups[1].Value}, {typeof(ResultTable).Assembly.GetName().Version!.ToString(3)}\"\n"));
        var cells = new List<NotebookCell>();
        for (var i = 1; i < parts.Length; i += 2)
        {
            var (marks, text) = (parts[i], parts[i + 1].Trim('\n'));
            var isCode = !marks.Contains("[markdown]", StringComparison.Ordinal);
            cells.Add(new NotebookCell(isCode, isCode ? Code(text) : Prose(text), [.. Tag().Matches(marks).Select(match => match.Groups[1].Value)]));
        }

        var first = cells.FindIndex(cell => cell.IsCode);
        cells[first] = cells[first] with { Source = packages + cells[first].Source };
        return new(cells);
    }

    private static string Prose(string text) => string.Join('\n', text.Split('\n').Select(line => line is "//" ? string.Empty : line.StartsWith("// ", StringComparison.Ordinal) ? line[3..] : throw new FormatException($"Prose is comments; \"{line}\" is none.")));

    /// <summary>The code with its last statement as an expression, where that prints or saves something that a notebook shows.</summary>
    private static string Code(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script)).GetCompilationUnitRoot();
        return root.Members is [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } last }] && Shown(call) is { } shown
            ? text[..last.SpanStart] + shown
            : text;
    }

    private static string? Shown(InvocationExpressionSyntax call) => (call.Expression.ToString(), call.Expression, call.ArgumentList.Arguments) switch
    {
        ("Console.WriteLine", _, [{ Expression: LiteralExpressionSyntax or InterpolatedStringExpressionSyntax }]) => null,
        ("Console.WriteLine", _, [{ Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToText" } written } }]) => written.Expression.ToString(),
        ("Console.WriteLine", _, [{ Expression: var printed }]) => printed.ToString(),
        (_, MemberAccessExpressionSyntax { Name.Identifier.Text: "Save" } saved, _) => saved.Expression.ToString(),
        _ => null,
    };

    [GeneratedRegex("^// %%(.*)$", RegexOptions.Multiline)]
    private static partial Regex Marker();

    [GeneratedRegex("^#:project .*/([^/]+)\\.csproj$", RegexOptions.Multiline)]
    private static partial Regex Project();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Tag();
}
