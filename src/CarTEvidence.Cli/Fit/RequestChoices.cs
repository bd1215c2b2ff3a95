using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>Reads the choices of method from a request, every name in any case or as its R code.</summary>
internal static class RequestChoices
{
    // Every draw is kept: eighty megabytes, and seconds, for one request.
    private const long MostReplicates = 10_000_000;

    /// <summary>The choices that every kind of request knows.</summary>
    /// <param name="fields">The request.</param>
    /// <param name="kind">Kind of data: whose models apply.</param>
    /// <param name="kinds">Kinds of data whose measures apply.</param>
    public static MethodChoices Read(RequestFields fields, MeasureKind kind, ReadOnlySpan<MeasureKind> kinds)
    {
        var controls = fields.Object("controls");
        var choices = new MethodChoices
        {
            Like = fields.Text("like") is { } like ? LikeChoices.Find(like) ?? throw Unknown(fields, "like", like, "package known here", LikeChoices.Choices) : null,
            Measure = ReadMeasure(fields, kinds),
            Model = Name(fields, "model", MethodNames.ModelsFor(kind)),
            TauSquared = Name(fields, "tau2", MethodNames.TauSquaredEstimators),
            Interval = Name(fields, "interval", MethodNames.Intervals),
            Prediction = Name(fields, "prediction", MethodNames.Predictions),
            Level = fields.Number("level") is { } level ? Between(fields, "level", level) : null,
            ZeroCorrection = ReadZeroCorrection(fields),
            Tolerance = controls?.Number("tolerance") is { } tolerance ? Positive(controls, "tolerance", tolerance) : null,
            MaxIterations = controls?.Count("maxIterations") is { } most ? (int)Positive(controls, "maxIterations", Math.Min(most, int.MaxValue)) : null,
            Seed = controls?.Count("seed") is { } seed ? seed >= 0 ? (ulong)seed : throw controls.Invalid("seed", $"is {seed}; it must be 0 or more") : null,
            Replicates = controls?.Count("replicates") is { } replicates ? Replicates(controls, replicates) : null,
        };
        controls?.RequireNoOthers();
        return choices;
    }

    /// <summary>A name from a table; <c>null</c> if the field is absent.</summary>
    public static T? Name<T>(RequestFields fields, string field, MethodNameTable<T> table)
        where T : struct, Enum => fields.Text(field) switch
        {
            null => null,
            var text when table.TryParse(text, out var value) => value,
            var text => throw Unknown(fields, field, text, table.What, table.Choices),
        };

    /// <summary>Refuses another model than the one that this kind of request stands for.</summary>
    public static void RequireModel(RequestFields fields, MethodChoices choices, PoolingModel only)
    {
        if (choices.Model is { } model && model != only)
        {
            throw new RequestException(
                RequestErrors.NotAvailable,
                $"\"model\" is {MethodNames.Models[model].Name}; this kind of request is pooled by {MethodNames.Models[only].Name} alone.",
                "model");
        }
    }

    /// <summary>The subgroup column; <c>null</c> if the request has none.</summary>
    public static Grouping? Subgroup(RequestFields fields, RequestColumns columns)
    {
        if (fields.Object("subgroup") is not { } subgroup)
        {
            return null;
        }

        var grouping = new Grouping(subgroup.Text("name") ?? "subgroup", columns.Labels("values", subgroup))
        {
            TauSquared = Name(subgroup, "tau2", MethodNames.SubgroupTauSquared) ?? SubgroupTauSquared.Separate,
        };
        subgroup.RequireNoOthers();
        return grouping;
    }

    /// <summary>Refuses a column whose length is not the number of studies.</summary>
    public static void RequireLength(RequestFields fields, string field, int length, int studies)
    {
        if (length != studies)
        {
            throw new RequestException(RequestErrors.UnequalLengths, $"\"{fields.Path(field)}\" has {length} entries; there are {studies} studies.", fields.Path(field));
        }
    }

    /// <summary>An unknown name, with the known ones.</summary>
    public static RequestException Unknown(RequestFields fields, string field, string text, string what, string choices) =>
        new(RequestErrors.UnknownName, $"\"{fields.Path(field)}\" is \"{text}\", which is no {what}; known: {choices}.", fields.Path(field));

    private static Measure? ReadMeasure(RequestFields fields, ReadOnlySpan<MeasureKind> kinds)
    {
        if (fields.Text("measure") is not { } text)
        {
            return null;
        }

        if (Measure.TryParse(text, out var measure) && kinds.Contains(measure.Kind))
        {
            return measure;
        }

        var known = new List<Measure>();
        foreach (var kind in kinds)
        {
            known.AddRange(Measure.All.Where(m => m.Kind == kind));
        }

        throw Unknown(fields, "measure", text, "measure of this kind of data", string.Join(", ", known.Select(m => $"{m.Name} ({m.Code})")));
    }

    private static ZeroCorrection? ReadZeroCorrection(RequestFields fields)
    {
        if (fields.Object("zeroCorrection") is not { } zero)
        {
            return null;
        }

        var add = zero.Number("add") ?? ZeroCorrection.Half.Add;
        if (add < 0)
        {
            throw zero.Invalid("add", FormattableString.Invariant($"is {add}; it must be 0 or more"));
        }

        var to = Name(zero, "to", MethodNames.ZeroCorrectionScopes) ?? ZeroCorrectionScope.OnlyZero;
        zero.RequireNoOthers();
        return new ZeroCorrection(add, to);
    }

    private static long Replicates(RequestFields controls, long replicates) => replicates is >= 100 and <= MostReplicates
        ? replicates
        : throw controls.Invalid("replicates", $"is {replicates}; it must lie between 100 and {MostReplicates}");

    private static double Between(RequestFields fields, string field, double level) => level is > 0 and < 1
        ? level
        : throw fields.Invalid(field, FormattableString.Invariant($"is {level}; it must lie strictly between 0 and 1 (0.95 for 95 %)"));

    private static double Positive(RequestFields fields, string field, double value) => value > 0
        ? value
        : throw fields.Invalid(field, FormattableString.Invariant($"is {value}; it must be above 0"));
}
