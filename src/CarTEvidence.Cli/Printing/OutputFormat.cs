namespace CarTEvidence.Cli.Printing;

/// <summary>How a result is printed.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Csv,
    Markdown,
}
