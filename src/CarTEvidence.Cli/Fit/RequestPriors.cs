using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>What only the Bayesian model asks: <c>priors</c>, <c>thresholds</c> and <c>predictivePatients</c>.</summary>
internal sealed record RequestPriors(BinomialNormalPriors? Priors, double[]? Thresholds, int? PredictivePatients)
{
    private const string MeanPriors = "{\"beta\": [a, b]} or {\"normal\": [mean, sd]}";
    private const string TauPriors = "{\"halfNormal\": scale}, {\"halfCauchy\": scale} or {\"halfT\": [df, scale]}";

    public static RequestPriors Read(RequestFields fields)
    {
        var thresholds = fields.Has("thresholds") ? fields.Numbers("thresholds") : null;
        if (thresholds is not null && Array.Exists(thresholds, t => t is <= 0 or >= 1))
        {
            throw fields.Invalid("thresholds", "holds a value outside 0 to 1");
        }

        return new RequestPriors(ReadPriors(fields.Object("priors")), thresholds, Patients(fields));
    }

    /// <summary>The choices on top of the options.</summary>
    public ProportionOptions ApplyTo(ProportionOptions options) => options with
    {
        Priors = Priors ?? options.Priors,
        Thresholds = Thresholds ?? options.Thresholds,
        PredictivePatients = PredictivePatients ?? options.PredictivePatients,
    };

    private static int? Patients(RequestFields fields) => fields.Count("predictivePatients") switch
    {
        null => null,
        >= 1 and <= 100_000 and var n => (int)n,
        var n => throw fields.Invalid("predictivePatients", $"is {n}; it must lie between 1 and 100000"),
    };

    private static BinomialNormalPriors? ReadPriors(RequestFields? priors)
    {
        if (priors is null)
        {
            return null;
        }

        var result = BinomialNormalPriors.Default;
        if (priors.Object("mean") is { } mean)
        {
            result = result with { Mean = ReadMean(priors, mean) };
            mean.RequireNoOthers();
        }

        if (priors.Object("tau") is { } tau)
        {
            result = result with { Tau = ReadTau(priors, tau) };
            tau.RequireNoOthers();
        }

        priors.RequireNoOthers();
        return result;
    }

    private static MeanPrior ReadMean(RequestFields priors, RequestFields mean)
    {
        if (mean.Has("beta"))
        {
            var (a, b) = Pair(mean, "beta");
            return new BetaPrior(a, b);
        }

        if (mean.Has("normal"))
        {
            var (centre, sd) = Pair(mean, "normal");
            return new NormalPrior(centre, sd);
        }

        throw priors.Invalid("mean", $"is no prior known here; it is {MeanPriors}");
    }

    private static HeterogeneityPrior ReadTau(RequestFields priors, RequestFields tau)
    {
        if (tau.Number("halfNormal") is { } normal)
        {
            return new HalfNormalPrior(normal);
        }

        if (tau.Number("halfCauchy") is { } cauchy)
        {
            return HalfStudentPrior.Cauchy(cauchy);
        }

        if (tau.Has("halfT"))
        {
            var (df, scale) = Pair(tau, "halfT");
            return new HalfStudentPrior(df, scale);
        }

        throw priors.Invalid("tau", $"is no prior known here; it is {TauPriors}");
    }

    private static (double First, double Second) Pair(RequestFields fields, string name) => fields.Numbers(name) switch
    {
        [var first, var second] => (first, second),
        var other => throw fields.Invalid(name, $"has {other.Length} numbers; it takes two"),
    };
}
