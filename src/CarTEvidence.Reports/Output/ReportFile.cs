namespace CarTEvidence.Reports;

/// <summary>One file of a report, in memory.</summary>
/// <param name="Path">Path inside the report's folder, with forward slashes, for example <c>figures/remission.svg</c>.</param>
/// <param name="Content">UTF-8 bytes.</param>
public sealed record ReportFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Path and size.</summary>
    public override string ToString() => FormattableString.Invariant($"{Path} ({Content.Length} bytes)");
}
