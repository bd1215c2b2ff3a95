using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace CarTEvidence.Samples.Tests.Notebooks;

/// <summary>Runs the cells of a notebook in order, as a kernel does: one script that goes on from cell to cell, values shown by the by-name convention.</summary>
/// <remarks>What cells print goes through the console, so that one notebook runs at a time.</remarks>
internal static partial class NotebookRunner
{
    /// <summary>A package in a notebook is the assemblies just built here.</summary>
    private static readonly Assembly[] House = [typeof(ResultTable).Assembly, typeof(Figure).Assembly, typeof(EvidenceBase).Assembly, typeof(PooledEffect).Assembly, typeof(Bootstrap).Assembly];

    private static readonly Assembly[] Runtime = [typeof(object).Assembly, typeof(Enumerable).Assembly, typeof(Console).Assembly, typeof(HashSet<>).Assembly, Assembly.Load("System.Runtime"), Assembly.Load("System.Memory"), Assembly.Load("System.Collections")];

    /// <summary>What the SDK imports into apps, and kernels into cells.</summary>
    private static readonly string[] Imports = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    /// <summary>The notebook with its outputs.</summary>
    /// <param name="notebook">The cells.</param>
    /// <param name="folder">Where cells read and write files.</param>
    public static async Task<Notebook> RunAsync(Notebook notebook, string folder)
    {
        var (console, current, culture) = (Console.Out, Environment.CurrentDirectory, CultureInfo.CurrentCulture);
        using var printed = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        try
        {
            Console.SetOut(printed);
            Environment.CurrentDirectory = folder;
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var cells = new List<NotebookCell>();
            ScriptState<object>? state = null;
            foreach (var cell in notebook.Cells)
            {
                if (!cell.IsCode)
                {
                    cells.Add(cell);
                    continue;
                }

                var code = Package().Replace(cell.Source, Reference);
                state = state is null
                    ? await CSharpScript.RunAsync(code, ScriptOptions.Default.WithImports(Imports).WithReferences(Runtime))
                    : await state.ContinueWithAsync(code);
                cells.Add(cell with { Outputs = [.. Outputs(printed.ToString(), state.ReturnValue)] });
                printed.GetStringBuilder().Clear();
            }

            return new(cells);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = current;
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Reference(Match match) => House.Any(assembly => assembly.GetName().Name == match.Groups[1].Value)
        ? string.Join('\n', House.Select(assembly => $"#r \"{assembly.Location}\""))
        : throw new InvalidOperationException($"The notebook asks for the package {match.Groups[1].Value}, which is not of this house.");

    private static IEnumerable<CellOutput> Outputs(string printed, object? value)
    {
        if (printed.Length > 0)
        {
            yield return new(new Dictionary<string, string> { [CellOutput.Printed] = printed });
        }

        if (value is not null)
        {
            yield return new(Bundle(value));
        }
    }

    /// <summary>The formats that a file keeps of a value: the drawing of a figure (code hosts take drawings out of HTML), else HTML; and plain text.</summary>
    private static Dictionary<string, string> Bundle(object value)
    {
        if (value.GetType().GetCustomAttributes().SingleOrDefault(a => a.GetType().Name == "TypeFormatterSourceAttribute") is not { } attribute)
        {
            return new() { ["text/plain"] = Convert.ToString(value, CultureInfo.InvariantCulture)! };
        }

        var source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType"))!;
        var formats = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).ToDictionary(formatter => (string)Get(formatter, "MimeType"), formatter => Format(formatter, value));
        var rich = formats.ContainsKey("image/svg+xml") ? "image/svg+xml" : "text/html";
        return new() { [rich] = formats[rich], ["text/plain"] = formats["text/plain"] };
    }

    private static string Format(object formatter, object value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        return (bool)formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [value, text])!
            ? text.ToString()
            : throw new InvalidOperationException($"{value.GetType().Name} is marked for kernels, and its formatter does not know it.");
    }

    private static object Get(object instance, string property) => instance.GetType().GetProperty(property)!.GetValue(instance)!;

    [GeneratedRegex("^#r \"nuget: ([^,\"]+)[^\"]*\"$", RegexOptions.Multiline)]
    private static partial Regex Package();
}
