namespace CarTEvidence.Cli.Fit;

/// <summary>Reads <c>include</c>: the parts of an answer that are made only when asked for.</summary>
internal static class RequestParts
{
    /// <summary>Every part that some kind of request has.</summary>
    private static readonly string[] All =
    [
        "tau2Intervals", "leaveOneOut", "cumulative", "influence", "bias", "blup", "baujat", "radial", "varianceComponents", "robust", "posterior",
    ];

    /// <summary>The parts asked for; refuses what is unknown and what this kind of request does not have.</summary>
    public static IReadOnlySet<string> Require(RequestFields fields, params string[] available)
    {
        var asked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (!fields.Has("include"))
        {
            return asked;
        }

        foreach (var part in fields.Labels("include"))
        {
            if (!All.Contains(part, StringComparer.OrdinalIgnoreCase))
            {
                throw RequestChoices.Unknown(fields, "include", part, "part of an answer", string.Join(", ", All));
            }

            if (!available.Contains(part, StringComparer.OrdinalIgnoreCase))
            {
                throw new RequestException(RequestErrors.NotAvailable, $"\"include\" asks for \"{part}\", which this kind of request does not have; it has {string.Join(", ", available)}.", "include");
            }

            asked.Add(part);
        }

        return asked;
    }
}
