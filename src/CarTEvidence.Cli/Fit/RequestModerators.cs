using System.Text.Json;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Reads <c>moderators</c>: columns of numbers are continuous, there <c>null</c> is unknown and leaves the study out; columns of texts are factors, every entry a text.</summary>
internal static class RequestModerators
{
    /// <summary>The moderators; none if the request has none.</summary>
    public static Moderators Read(RequestFields fields, RequestColumns studies)
    {
        var moderators = Moderators.None;
        if (fields.Object("moderators") is not { } columns)
        {
            return moderators;
        }

        foreach (var (name, column) in columns.All())
        {
            if (column.ValueKind != JsonValueKind.Array)
            {
                throw columns.WrongType(name, "an array", column);
            }

            moderators = column.EnumerateArray().All(e => e.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
                ? moderators.With(name, studies.NumbersOrUnknown(name, columns))
                : moderators.With(name, studies.Labels(name, columns));
        }

        return moderators;
    }
}
