namespace CarTEvidence.Cli;

/// <summary>What the application reads and writes, so that a test can hold all of it.</summary>
internal sealed record CliStreams(TextReader In, TextWriter Out, TextWriter Error)
{
    /// <summary>Whether <see cref="Out"/> is a terminal: tables are drawn, else plain text.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Columns of the terminal that <see cref="Out"/> is; <c>null</c> asks it.</summary>
    public int? OutWidth { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal: progress is drawn, else not shown.</summary>
    public bool ErrorIsTerminal { get; init; }
}
