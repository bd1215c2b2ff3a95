namespace CarTEvidence.Cli.Fit;

/// <summary>The text of one request as it was cut from the input.</summary>
/// <param name="Text">The text; may be broken JSON, which its parser finds.</param>
/// <param name="Line">Line of the input on which it starts, from 1.</param>
/// <param name="Truncated">Whether the input ended inside it.</param>
internal readonly record struct RequestText(string Text, long Line, bool Truncated = false);
