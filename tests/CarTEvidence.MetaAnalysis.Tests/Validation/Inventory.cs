using System.Text.Json;
using System.Text.RegularExpressions;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Every value of a reference file, and what became of it.</summary>
internal sealed class Inventory
{
    /// <summary>Values that are no results, or are results in another form; every one must be needed by some file.</summary>
    public static readonly IReadOnlyList<(string Pattern, string Reason)> Explanations =
    [
        (@"^(kind|name|note|source)$|\.note$", "Names and provenance."),
        (@"^data\.", "The data."),
        (@"\.(tau2Estimator|test|type|measure|moderator|kind|level|side|estimator|model|predictor|exact|sm|method|interval|adhoc|predictionMethod|correlation)$", "Which case it is."),
        (@"^effects\[\d+\]\.regressions\[\d+\]\.(values|levels)", "The moderator."),
        (@"\.prior\.(mu|tau)$", "The priors of the Bayesian reference, which the comparison uses."),
        (@"(^|\.)(tolerance|nodes)$", "How accurate the reference is."),
    ];

    private static readonly Regex[] Patterns = [.. Explanations.Select(e => new Regex(e.Pattern, RegexOptions.CultureInvariant))];

    private Inventory(IReadOnlyList<string> open, IReadOnlyList<(string Pattern, string Reason)> used, IReadOnlyDictionary<string, int> reasons, int compared)
    {
        (Open, Used, Reasons, Compared) = (open, used, reasons, compared);
    }

    /// <summary>Places that nothing compares or explains.</summary>
    public IReadOnlyList<string> Open { get; }

    /// <summary>General explanations that some place needed.</summary>
    public IReadOnlyList<(string Pattern, string Reason)> Used { get; }

    /// <summary>Results that are explained instead of compared, by reason.</summary>
    public IReadOnlyDictionary<string, int> Reasons { get; }

    /// <summary>Values compared.</summary>
    public int Compared { get; }

    public static Inventory Of(string file)
    {
        var answered = new Dictionary<string, string?>();
        foreach (var procedure in ReferenceProcedure.All.Where(p => ReferenceFile.Names(p.Patterns).Contains(file)))
        {
            foreach (var (place, reason) in ReferenceRun.Of(procedure, file).Answered)
            {
                answered[place] = reason is null || !answered.TryGetValue(place, out var other) ? reason : other;
            }
        }

        List<string> open = [];
        HashSet<int> used = [];
        foreach (var place in Leaves(ReferenceFile.Open(file).Root.Json, string.Empty).Where(place => !answered.ContainsKey(place)))
        {
            var explanation = Array.FindIndex(Patterns, pattern => pattern.IsMatch(place));
            if (explanation < 0)
            {
                open.Add(place);
            }
            else
            {
                used.Add(explanation);
            }
        }

        return new Inventory(
            open,
            [.. used.Select(i => Explanations[i])],
            answered.Values.OfType<string>().GroupBy(reason => reason).ToDictionary(g => g.Key, g => g.Count()),
            answered.Values.Count(reason => reason is null));
    }

    private static IEnumerable<string> Leaves(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Leaves(item, FormattableString.Invariant($"{path}[{i}]"))),
        _ => [path],
    };
}
