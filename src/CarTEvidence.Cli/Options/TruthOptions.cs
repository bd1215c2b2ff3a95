using System.CommandLine;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Options;

/// <summary>The truth that a simulation draws from: the typical proportion and tau on the logit scale.</summary>
internal sealed class TruthOptions
{
    private readonly Option<double?> _proportion;
    private readonly Option<double?> _tau;

    public TruthOptions(string fallback)
    {
        _proportion = NumberOption.Real("--proportion", $"True proportion of the typical study {fallback}", "P");
        _tau = NumberOption.Real("--tau", $"True standard deviation of the studies' logits {fallback}", "TAU");
    }

    public void AddTo(Command command)
    {
        command.Add(_proportion);
        command.Add(_tau);
    }

    /// <summary>tau of trials with two arms, which have no one proportion.</summary>
    /// <exception cref="UsageException">It is not given or out of range, or a proportion is.</exception>
    public double Tau(ParseResult parsed)
    {
        if (parsed.GetValue(_proportion) is not null || parsed.GetValue(_tau) is null)
        {
            throw new UsageException("Trials with two arms have --control-risk and --effect instead of --proportion, and need --tau, the standard deviation of the effects.");
        }

        return Math.Sqrt(Read(parsed, null, null).TauSquared!.Value);
    }

    /// <summary>Mean logit and variance of the logits; what the command line leaves open is <paramref name="fitted"/>.</summary>
    /// <exception cref="UsageException">A number is out of range.</exception>
    public (double? Mean, double? TauSquared) Read(ParseResult parsed, double? fitted, double? fittedTauSquared)
    {
        var proportion = parsed.GetValue(_proportion);
        var tau = parsed.GetValue(_tau);
        if (proportion is not (null or (> 0 and < 1)))
        {
            throw new UsageException(FormattableString.Invariant($"--proportion {proportion}: it lies strictly between 0 and 1."));
        }

        return tau is null or (>= 0 and < 100)
            ? (proportion is { } p ? Measure.Logit.ToAnalysis(p) : fitted, tau is { } t ? t * t : fittedTauSquared)
            : throw new UsageException(FormattableString.Invariant($"--tau {tau}: it is 0 or more."));
    }
}
