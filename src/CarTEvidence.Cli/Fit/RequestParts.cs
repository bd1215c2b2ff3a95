using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Fit;

/// <summary>Reads <c>include</c>: the parts of an answer that are made only when asked for.</summary>
internal static class RequestParts
{
    /// <summary>Every part by its name; those without a flag come with the model that has them.</summary>
    private static readonly Dictionary<string, AnswerParts> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tau2Intervals"] = AnswerParts.TauSquaredIntervals,
        ["leaveOneOut"] = AnswerParts.LeaveOneOut,
        ["cumulative"] = AnswerParts.Cumulative,
        ["influence"] = AnswerParts.Influence,
        ["bias"] = AnswerParts.Bias,
        ["blup"] = AnswerParts.Blup,
        ["baujat"] = AnswerParts.Baujat,
        ["radial"] = AnswerParts.Radial,
        ["subgroups"] = AnswerParts.None,
        ["subgroupTest"] = AnswerParts.None,
        ["varianceComponents"] = AnswerParts.None,
        ["robust"] = AnswerParts.None,
        ["posterior"] = AnswerParts.None,
    };

    /// <summary>The parts asked for; refuses a name that is none.</summary>
    public static AnswerParts Read(RequestFields fields)
    {
        var asked = AnswerParts.None;
        foreach (var part in fields.Has("include") ? fields.Labels("include") : [])
        {
            asked |= ByName.TryGetValue(part, out var known)
                ? known
                : throw RequestChoices.Unknown(fields, "include", part, "part of an answer", string.Join(", ", ByName.Keys));
        }

        return asked;
    }
}
