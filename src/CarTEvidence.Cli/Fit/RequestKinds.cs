namespace CarTEvidence.Cli.Fit;

/// <summary>The kinds of request, and who answers each.</summary>
internal static class RequestKinds
{
    private static readonly Dictionary<string, Func<RequestFields, RequestAnswer>> Answers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["proportions"] = ProportionsRequest.Answer,
        ["rates"] = RatesRequest.Answer,
        ["twoArm"] = TwoArmRequest.Answer,
        ["twoArmRates"] = TwoArmRatesRequest.Answer,
        ["means"] = MeansRequest.Answer,
        ["generic"] = GenericRequest.Answer,
        ["multilevel"] = MultilevelRequest.Answer,
        ["bivariate"] = BivariateRequest.Answer,
    };

    /// <summary>All kinds, for messages.</summary>
    public static string Known => string.Join(", ", Answers.Keys);

    /// <summary>Answers a request by its kind.</summary>
    public static RequestAnswer Answer(RequestFields fields)
    {
        fields.Require("kind");
        var kind = fields.Text("kind")!;
        return Answers.TryGetValue(kind, out var answer)
            ? answer(fields)
            : throw new RequestException(RequestErrors.UnknownName, $"\"kind\" is \"{kind}\", which is no kind of request; known: {Known}.", "kind");
    }
}
