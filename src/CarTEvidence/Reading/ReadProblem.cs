using System.Globalization;
using System.Text;

namespace CarTEvidence;

/// <summary>A problem of a file: where it is, what stands there, and what may stand there.</summary>
/// <param name="Severity">Error or warning.</param>
/// <param name="Line">Line of the file on which the row starts, from 1; line breaks inside quotes count.</param>
/// <param name="Message">What is wrong, in words.</param>
public sealed record ReadProblem(ProblemSeverity Severity, long Line, string Message)
{
    /// <summary>The file; <c>null</c> if the text did not come from one.</summary>
    public string? File { get; init; }

    /// <summary>Number of the column in the file, from 1; <c>null</c> if the problem is not of one column.</summary>
    public int? Column { get; init; }

    /// <summary>Header name of the column; <c>null</c> if the problem is not of one column.</summary>
    public string? Field { get; init; }

    /// <summary>What stands in the field; <c>null</c> if the problem is not of one field.</summary>
    public string? Value { get; init; }

    /// <summary>What the field may hold, in words; <c>null</c> where the message says all.</summary>
    public string? Allowed { get; init; }

    /// <summary>For example <c>arms.csv, line 12, column 27 (remission_events), "x": not a whole number; allowed: …</c></summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (File is not null)
        {
            text.Append(File).Append(", ");
        }

        text.Append(CultureInfo.InvariantCulture, $"line {Line}");
        if (Column is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", column {Column} ({Field})");
        }
        else if (Field is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Field}");
        }

        if (Value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", \"{Value}\"");
        }

        text.Append(CultureInfo.InvariantCulture, $": {Message}");
        if (Allowed is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"; allowed: {Allowed}");
        }

        return text.ToString();
    }
}
