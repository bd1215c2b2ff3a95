using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Reports;

namespace CarTEvidence.Cli.Fit;

/// <summary>What requests of every inverse-variance kind share: choices, subgroups, moderators.</summary>
internal sealed record RequestCommon(MethodChoices Choices, Grouping? Subgroup, Moderators Moderators, AnswerParts Parts, IReadOnlyList<string> Notes)
{
    /// <summary>Reads the shared part, and refuses every field that is none of this request.</summary>
    /// <param name="fields">The request, its columns read.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="kind">Kind of data: whose models apply.</param>
    /// <param name="measures">Kinds of data whose measures apply; the same kind if none is given.</param>
    public static RequestCommon Read(RequestFields fields, RequestColumns columns, MeasureKind kind, params ReadOnlySpan<MeasureKind> measures)
    {
        var common = new RequestCommon(
            RequestChoices.Read(fields, kind, measures.IsEmpty ? [kind] : measures),
            RequestChoices.Subgroup(fields, columns),
            RequestModerators.Read(fields, columns),
            RequestParts.Read(fields),
            columns.Notes);
        fields.RequireNoOthers();
        return common;
    }

    /// <summary>The answer with the parts asked for.</summary>
    /// <param name="effect">The pooled effect.</param>
    /// <param name="biasTests">Makes the tests for small-study effects that need the counts; made only if asked for.</param>
    public RequestAnswer Answer(PooledEffect effect, Func<IReadOnlyList<SmallStudyTest>>? biasTests = null) => new(ChoicesWithoutEffect.Note(Choices, effect), Parts, Notes)
    {
        BiasTests = Parts.HasFlag(AnswerParts.Bias) && biasTests is not null ? biasTests() : [],
    };
}
