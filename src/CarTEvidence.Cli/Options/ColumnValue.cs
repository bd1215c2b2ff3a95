namespace CarTEvidence.Cli.Options;

/// <summary>A selection: the column has the value.</summary>
internal sealed record ColumnValue(string Column, string Value)
{
    public override string ToString() => $"{Column}={Value}";
}
