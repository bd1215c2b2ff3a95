using System.CommandLine;
using System.Globalization;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Options;

/// <summary><c>--moderator COLUMN</c>, repeatable: meta-regression on columns of the input.</summary>
internal sealed class ModeratorOption
{
    private readonly Option<string[]> _moderators = new("--moderator")
    {
        Description = "Meta-regression on this column: numbers are continuous, other texts a factor; repeat for more",
        HelpName = "COLUMN",
        DefaultValueFactory = _ => [],
        Arity = ArgumentArity.OneOrMore,
    };

    public void AddTo(Command command) => command.Add(_moderators);

    /// <summary>The moderators asked for, read from columns of text.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="column">The text of a column, one entry a study, <c>null</c> or empty where it is blank.</param>
    public Moderators Read(ParseResult parsed, Func<string, IReadOnlyList<string?>> column) =>
        (parsed.GetValue(_moderators) ?? []).Aggregate(Moderators.None, (list, name) => Add(list, name, column(name)));

    private static Moderators Add(Moderators list, string name, IReadOnlyList<string?> texts)
    {
        var numbers = new double[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (string.IsNullOrEmpty(texts[i]))
            {
                numbers[i] = double.NaN;
            }
            else if (!double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return list.With(name, texts.Select(text => string.IsNullOrEmpty(text) ? EvidenceBase.NotReported : text));
            }
        }

        return list.With(name, numbers);
    }
}
