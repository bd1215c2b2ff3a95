namespace CarTEvidence;

/// <summary>A column of an arms file, as the data dictionary describes it.</summary>
public sealed partial class EvidenceColumn
{
    private EvidenceColumn(string name, string meaning, string allowed, Func<TrialArm, string?> text, ColumnPresence presence = ColumnPresence.Optional)
    {
        Name = name;
        Meaning = meaning;
        Allowed = allowed;
        Text = text;
        Presence = presence;
    }

    /// <summary>Header name.</summary>
    public string Name { get; }

    /// <summary>What the column holds.</summary>
    public string Meaning { get; }

    /// <summary>What a field may hold, in words.</summary>
    public string Allowed { get; }

    /// <summary>Whether a file must have the column.</summary>
    public ColumnPresence Presence { get; }

    internal Func<TrialArm, string?> Text { get; }

    /// <summary>The column with this header name, in any case; <c>null</c> if the dictionary has none.</summary>
    /// <param name="name">Header name; surrounding blanks are ignored.</param>
    public static EvidenceColumn? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.GetValueOrDefault(name.Trim());
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static ArgumentException Unknown(string name, IEnumerable<string> columns, string parameter) =>
        new($"There is no column \"{name}\". The columns are {string.Join(", ", columns)}.", parameter);
}
