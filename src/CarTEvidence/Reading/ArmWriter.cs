using CsvHelper;

namespace CarTEvidence;

/// <summary>Writes arms as CSV.</summary>
internal static class ArmWriter
{
    public static void Write(TextWriter text, IEnumerable<TrialArm> arms, IReadOnlyList<string> columns)
    {
        Func<TrialArm, string?>[] fields = [.. columns.Select(name => EvidenceColumn.Find(name) is { } column ? column.Text : arm => arm.Extra(name))];
        using var writer = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var name in columns)
        {
            writer.WriteField(name);
        }

        writer.EndRecord();
        foreach (var arm in arms)
        {
            foreach (var field in fields)
            {
                writer.WriteField(field(arm));
            }

            writer.EndRecord();
        }
    }
}
