using System.CommandLine;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Options;

/// <summary>The truth that a simulation of trials with two arms draws from.</summary>
internal sealed class TwoArmTruthOptions(Option<int[]?> controlSizes)
{
    private static readonly IReadOnlyList<(string Name, TwoArmEffect Value)> Measures =
        [("odds-ratio", TwoArmEffect.OddsRatio), ("risk-ratio", TwoArmEffect.RiskRatio), ("risk-difference", TwoArmEffect.RiskDifference)];

    private readonly Option<double?> _controlRisk = NumberOption.Real("--control-risk", "Two arms, 1000 data sets unless said otherwise: risk in the typical control arm", "P");
    private readonly Option<TwoArmEffect?> _measure = NamedOption.Among("--measure", "Two arms: what they differ in, and the scale of tau [default: odds-ratio]", Measures, "effect of two arms");
    private readonly Option<double?> _effect = NumberOption.Real("--effect", "Two arms: the typical odds ratio, risk ratio or risk difference [default: none, 1 or 0]", "VALUE");
    private readonly Option<double?> _controlTau = NumberOption.Real("--control-tau", "Two arms: standard deviation of the logits of the control risks [default: 0]", "TAU");

    public void AddTo(Command command)
    {
        command.Add(controlSizes);
        command.Add(_controlRisk);
        command.Add(_measure);
        command.Add(_effect);
        command.Add(_controlTau);
    }

    /// <summary>Name of a measure.</summary>
    public static string NameOf(TwoArmEffect measure) => Measures.First(entry => entry.Value == measure).Name;

    /// <summary>Whether two arms are asked for.</summary>
    /// <exception cref="UsageException">Their options are, but not the risk in the control arms, which makes two of them.</exception>
    public bool IsAsked(ParseResult parsed)
    {
        if (parsed.GetValue(_controlRisk) is not null)
        {
            return true;
        }

        return parsed.GetValue(controlSizes) is not { Length: > 0 } && parsed.GetValue(_measure) is null && parsed.GetValue(_effect) is null && parsed.GetValue(_controlTau) is null
            ? false
            : throw new UsageException("--control-sizes, --measure, --effect and --control-tau are of trials with two arms; --control-risk says what happens in their control arms.");
    }

    /// <summary>The design.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sizes">Patients of the treated arms.</param>
    /// <param name="studies">Studies in a data set, their sizes drawn from the list; <c>null</c> where every study has its own.</param>
    /// <param name="tau">Standard deviation of the effects.</param>
    /// <param name="distribution">How they scatter.</param>
    /// <exception cref="ArgumentException">A number is outside its range.</exception>
    public TwoArmDesign Design(ParseResult parsed, int[] sizes, int? studies, double tau, EffectDistribution distribution)
    {
        var measure = parsed.GetValue(_measure) ?? TwoArmEffect.OddsRatio;
        var isRatio = measure != TwoArmEffect.RiskDifference;
        var value = parsed.GetValue(_effect) ?? (isRatio ? 1 : 0);
        if (isRatio && !(value > 0))
        {
            throw new UsageException(FormattableString.Invariant($"--effect {value}: a ratio is above 0."));
        }

        var controlTau = parsed.GetValue(_controlTau) ?? 0;
        if (!(controlTau >= 0))
        {
            throw new UsageException(FormattableString.Invariant($"--control-tau {controlTau}: it is 0 or more."));
        }

        var (control, risk, effect) = (parsed.GetValue(controlSizes) is { Length: > 0 } own ? own : sizes, parsed.GetValue(_controlRisk)!.Value, isRatio ? Math.Log(value) : value);
        var design = studies is { } count
            ? new TwoArmDesign(sizes, control, count, risk, measure, effect, tau * tau)
            : new TwoArmDesign(sizes, control, risk, measure, effect, tau * tau);
        return design with { ControlVariance = controlTau * controlTau, Distribution = distribution };
    }
}
