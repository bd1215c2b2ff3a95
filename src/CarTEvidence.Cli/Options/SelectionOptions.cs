using System.CommandLine;
using System.CommandLine.Parsing;
using CarTEvidence.Cli.Printing;

namespace CarTEvidence.Cli.Options;

/// <summary>The options that choose arms, or rows of any CSV: <c>--where COLUMN=VALUE</c>, repeatable, all of which must hold.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<ColumnValue[]> _where = new("--where")
    {
        Description = "Only rows whose column has this value, in any case; repeat to narrow further; COLUMN= selects blanks",
        HelpName = "COLUMN=VALUE",
        CustomParser = Parse,
        DefaultValueFactory = _ => [],
        Arity = ArgumentArity.OneOrMore,
    };

    public void AddTo(Command command) => command.Add(_where);

    public IReadOnlyList<ColumnValue> Selections(ParseResult parsed) => parsed.GetValue(_where) ?? [];

    /// <summary>The arms that meet every selection.</summary>
    /// <exception cref="UsageException">There is no such column.</exception>
    public EvidenceBase Apply(ParseResult parsed, EvidenceBase evidence) => Apply(parsed, evidence, (from, column, value) => from.Where(column, value));

    /// <summary>The rows that meet every selection.</summary>
    /// <exception cref="UsageException">There is no such column.</exception>
    /// <exception cref="RefusedException">No row meets them.</exception>
    public ProportionTable Apply(ParseResult parsed, ProportionTable table) => Apply(parsed, table, (from, column, value) => from.Where(column, value));

    private T Apply<T>(ParseResult parsed, T from, Func<T, string, string, T> where)
    {
        foreach (var selection in Selections(parsed))
        {
            try
            {
                from = where(from, selection.Column, selection.Value);
            }
            catch (ArgumentException unknown)
            {
                throw new UsageException($"--where {selection}: {ArgumentMessage.Of(unknown)}");
            }
            catch (EvidenceException empty)
            {
                throw new RefusedException($"cartevidence: {empty.Message}");
            }
        }

        return from;
    }

    private static ColumnValue[] Parse(ArgumentResult result)
    {
        var values = new List<ColumnValue>();
        foreach (var token in result.Tokens)
        {
            var parts = token.Value.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[0].Length > 0)
            {
                values.Add(new ColumnValue(parts[0], parts[1]));
            }
            else
            {
                result.AddError($"--where: \"{token.Value}\" is no COLUMN=VALUE, such as disease=SLE.");
            }
        }

        return [.. values];
    }
}
