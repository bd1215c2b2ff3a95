using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Options;

/// <summary>Options whose value is a name of the field: any case, R codes as aliases, completion, and an error that lists the choices.</summary>
internal static class NamedOption
{
    /// <summary>An option that takes a name from a table.</summary>
    public static Option<T?> Of<T>(string name, string purpose, MethodNameTable<T> table)
        where T : struct, Enum => Create<T?>(
            name,
            $"{purpose}: {table.Choices}",
            table.Select(entry => entry.Name),
            text => table.TryParse(text, out var value) ? value : null,
            table.What,
            table.Choices);

    /// <summary>An option that takes an effect measure of one kind of data.</summary>
    public static Option<Measure?> OfMeasure(string name, string purpose, MeasureKind kind)
    {
        var measures = Measure.All.Where(m => m.Kind == kind).ToArray();
        var choices = string.Join(", ", measures.Select(m => $"{m.Name} ({m.Code})"));
        return Create<Measure?>(
            name,
            $"{purpose}: {choices}",
            measures.Select(m => m.Name),
            text => Measure.TryParse(text, out var measure) && measure.Kind == kind ? measure : null,
            "measure of this kind of data",
            choices);
    }

    /// <summary>An option that takes one of a few names.</summary>
    public static Option<T?> Among<T>(string name, string purpose, IReadOnlyList<(string Name, T Value)> entries, string what)
        where T : struct => Create<T?>(name, $"{purpose}: {Choices(entries)}", entries.Select(entry => entry.Name), text => Find(entries, text, out var value) ? value : null, what, Choices(entries));

    /// <summary>The same, repeatable.</summary>
    public static Option<T[]> AmongMany<T>(string name, string purpose, IReadOnlyList<(string Name, T Value)> entries, string what) =>
        Many(name, purpose, entries.Select(entry => entry.Name), (string text, [MaybeNullWhen(false)] out T value) => Find(entries, text, out value), what, Choices(entries));

    /// <summary>An option that takes a name from a table, repeatable.</summary>
    public static Option<T[]> OfMany<T>(string name, string purpose, MethodNameTable<T> table)
        where T : struct, Enum => Many(name, purpose, table.Select(entry => entry.Name), (string text, out T value) => table.TryParse(text, out value), table.What, table.Choices);

    /// <summary>An option that takes an effect measure of one kind of data, repeatable.</summary>
    public static Option<Measure[]> OfManyMeasures(string name, string purpose, MeasureKind kind)
    {
        var measures = Measure.All.Where(m => m.Kind == kind).ToArray();
        return Many(
            name,
            purpose,
            measures.Select(m => m.Name),
            (string text, [MaybeNullWhen(false)] out Measure value) => Measure.TryParse(text, out value) && value.Kind == kind,
            "measure of this kind of data",
            string.Join(", ", measures.Select(m => $"{m.Name} ({m.Code})")));
    }

    private delegate bool Reader<T>(string text, [MaybeNullWhen(false)] out T value);

    private static Option<T[]> Many<T>(string name, string purpose, IEnumerable<string> completions, Reader<T> read, string what, string choices)
    {
        var option = new Option<T[]>(name)
        {
            Description = $"{purpose}: {choices}",
            HelpName = name.TrimStart('-').ToUpperInvariant(),
            CustomParser = Parse,
            DefaultValueFactory = _ => [],
            Arity = ArgumentArity.OneOrMore,
        };
        option.CompletionSources.Add([.. completions]);
        return option;

        T[] Parse(ArgumentResult result)
        {
            List<T> values = [];
            foreach (var token in result.Tokens)
            {
                if (read(token.Value, out var value))
                {
                    values.Add(value);
                }
                else
                {
                    result.AddError($"{name}: \"{token.Value}\" is no {what}; known: {choices}.");
                }
            }

            return [.. values];
        }
    }

    /// <summary>An option whose text is read by <paramref name="read"/>; <c>null</c> from it is an error that lists the choices.</summary>
    public static Option<T?> Create<T>(string name, string description, IEnumerable<string> completions, Func<string, T?> read, string what, string choices)
    {
        var option = new Option<T?>(name) { Description = description, HelpName = name.TrimStart('-').ToUpperInvariant(), CustomParser = Parse };
        option.CompletionSources.Add([.. completions]);
        return option;

        T? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            if (read(text) is { } value)
            {
                return value;
            }

            result.AddError($"{name}: \"{text}\" is no {what}; known: {choices}.");
            return default;
        }
    }

    private static string Choices<T>(IReadOnlyList<(string Name, T Value)> entries) => string.Join(", ", entries.Select(entry => entry.Name));

    private static bool Find<T>(IReadOnlyList<(string Name, T Value)> entries, string text, out T value)
    {
        foreach (var entry in entries)
        {
            if (entry.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                value = entry.Value;
                return true;
            }
        }

        value = default!;
        return false;
    }
}
