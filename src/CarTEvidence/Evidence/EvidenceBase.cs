using System.Runtime.CompilerServices;
using CarTEvidence.Notebooks;

namespace CarTEvidence;

/// <summary>An immutable list of trial arms, with where it came from, what was selected, and what is done about shared patients.</summary>
[TypeFormatterSource(typeof(ResultFormatterSource))]
public sealed partial class EvidenceBase
{
    private readonly Origin _origin;

    /// <summary>Takes arms made in code.</summary>
    /// <param name="arms">The arms; each pair of study and arm occurs once.</param>
    /// <exception cref="ArgumentException">An arm occurs twice, or studies supersede each other in a circle.</exception>
    public EvidenceBase(IEnumerable<TrialArm> arms)
        : this(Origin.Of([.. arms ?? throw new ArgumentNullException(nameof(arms))]))
    {
    }

    private EvidenceBase(Origin origin)
        : this(origin, origin.Arms, [], [], OverlapPolicy.Resolve)
    {
    }

    private EvidenceBase(Origin origin, IReadOnlyList<TrialArm> arms, IReadOnlyList<string> filters, IReadOnlyList<string> columnFilters, OverlapPolicy policy)
    {
        _origin = origin;
        Arms = arms;
        Filters = filters;
        ColumnFilters = columnFilters;
        OverlapPolicy = policy;
    }

    /// <summary>The bundled evidence: published reports of CAR-T and closely related therapies in autoimmune disease. Its dictionary is <c>docs/evidence.md</c>.</summary>
    public static EvidenceBase Bundled => BundledEvidence.Value;

    /// <summary>The selected arms, in the order of the file.</summary>
    public IReadOnlyList<TrialArm> Arms { get; }

    /// <summary>Header names of the file in its order, columns of the dictionary as it spells them; what <see cref="TrialArm.Column"/> and grouping accept besides the dictionary.</summary>
    public IReadOnlyList<string> Columns => _origin.Columns;

    /// <summary>The file it was read from; <c>null</c> for arms made in code or read from text.</summary>
    public string? Source => _origin.Source;

    /// <summary>SHA-256, in lower-case hexadecimal digits, of the bytes of the file; of the UTF-8 text for text, and of what <see cref="WriteCsv(TextWriter)"/> writes for arms made in code. Selections keep the hash of what they were selected from.</summary>
    public string Hash => _origin.Hash;

    /// <summary>The selections made so far, as text, in order; empty for everything.</summary>
    public IReadOnlyList<string> Filters { get; }

    /// <summary>Those of <see cref="Filters"/> that select by a column's value (<c>disease=SLE</c>), fit for a title; conditions in code are left out.</summary>
    public IReadOnlyList<string> ColumnFilters { get; }

    /// <summary>What is done about shared patients when an outcome is pooled.</summary>
    public OverlapPolicy OverlapPolicy { get; }

    internal Origin Root => _origin;

    /// <summary>Selects arms by a condition.</summary>
    /// <param name="predicate">Which arms stay.</param>
    /// <param name="description">The condition as text for reports; the compiler fills in its source.</param>
    public EvidenceBase Where(Func<TrialArm, bool> predicate, [CallerArgumentExpression(nameof(predicate))] string? description = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new(_origin, [.. Arms.Where(predicate)], [.. Filters, description ?? "a condition in code"], ColumnFilters, OverlapPolicy);
    }

    /// <summary>Selects the arms whose column has a value, in any case; in a column of several values (<c>country</c>, <c>supersedes</c>, <c>source_urls</c>) one of them suffices.</summary>
    /// <param name="column">Header name in any case.</param>
    /// <param name="value">The value; blank selects the arms that do not report the column.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    public EvidenceBase Where(string column, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var name = Column(column, nameof(column));
        var wanted = value.Trim();
        var filter = $"{name}={wanted}";
        return new(_origin, [.. Arms.Where(arm => Matches(ColumnOf(arm, name), wanted, SeveralValues.Contains(name)))], [.. Filters, filter], [.. ColumnFilters, filter], OverlapPolicy);
    }

    /// <summary>The same arms with a policy about shared patients, which is applied to one outcome at a time when it is pooled.</summary>
    /// <param name="policy">What is done about reports that share patients.</param>
    public EvidenceBase ResolveOverlaps(OverlapPolicy policy = OverlapPolicy.Resolve) => Enum.IsDefined(policy)
        ? new(_origin, Arms, Filters, ColumnFilters, policy)
        : throw new ArgumentOutOfRangeException(nameof(policy), policy, "The policies are Resolve, Keep and Fail.");

    /// <summary>The selected arms that report an outcome, before shared patients are resolved.</summary>
    /// <param name="outcome">The outcome.</param>
    public IReadOnlyList<TrialArm> ArmsReporting(Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return [.. Arms.Where(arm => outcome.CountIn(arm) is not null)];
    }

    /// <summary>For example <c>76 arms of 68 reports</c>.</summary>
    public override string ToString() => $"{Plural.Of(Arms.Count, "arm")} of {Plural.Of(Arms.Select(a => a.Study).Distinct(StringComparer.Ordinal).Count(), "report")}";

    private static readonly HashSet<string> SeveralValues = new(StringComparer.OrdinalIgnoreCase) { "country", "supersedes", "source_urls" };

    /// <summary>The column's name as the dictionary or the file spells it.</summary>
    internal string Column(string column, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(column, parameter);
        return EvidenceColumn.Find(column)?.Name
            ?? Columns.FirstOrDefault(c => string.Equals(c, column.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw EvidenceColumn.Unknown(column, Columns, parameter);
    }

    /// <summary>The text of a column that some arm of the origin has; <c>null</c> where nothing is reported.</summary>
    internal static string? ColumnOf(TrialArm arm, string name) => EvidenceColumn.Find(name) is { } column ? column.Text(arm) : arm.Extra(name);

    private static bool Matches(string? text, string wanted, bool several)
    {
        if (text is null)
        {
            return wanted.Length == 0;
        }

        return string.Equals(text, wanted, StringComparison.OrdinalIgnoreCase)
            || (several && text.Split(';', StringSplitOptions.TrimEntries).Contains(wanted, StringComparer.OrdinalIgnoreCase));
    }
}
