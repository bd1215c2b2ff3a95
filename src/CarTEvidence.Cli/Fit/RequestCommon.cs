using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>What requests of every inverse-variance kind share: choices, subgroups, moderators.</summary>
internal sealed record RequestCommon(MethodChoices Choices, Grouping? Subgroup, Moderators Moderators)
{
    /// <summary>Reads the shared part, and refuses every field that is none of this request.</summary>
    /// <param name="fields">The request, its columns read.</param>
    /// <param name="studies">Number of studies.</param>
    /// <param name="kind">Kind of data: whose models apply.</param>
    /// <param name="measures">Kinds of data whose measures apply; the same kind if none is given.</param>
    public static RequestCommon Read(RequestFields fields, int studies, MeasureKind kind, params ReadOnlySpan<MeasureKind> measures)
    {
        var common = new RequestCommon(
            RequestChoices.Read(fields, kind, measures.IsEmpty ? [kind] : measures),
            RequestChoices.Subgroup(fields, studies),
            RequestModerators.Read(fields, studies));
        RequestParts.Require(fields, "tau2Intervals", "posterior");
        fields.RequireNoOthers();
        return common;
    }
}
