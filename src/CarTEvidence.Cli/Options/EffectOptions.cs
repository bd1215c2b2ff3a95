using System.CommandLine;
using CarTEvidence.Cli.Sources;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Options;

/// <summary>The options that turn counts into effects and choose the estimator that a resampling routine repeats.</summary>
internal sealed class EffectOptions
{
    private const string Choices = "dersimonian-laird (DL), reml, ml, paule-mandel (PM), common, binomial-normal (GLMM; of events)";

    private readonly Option<Measure?> _measure = NamedOption.OfMeasure("--measure", "Scale of the analysis [default: logit]", MeasureKind.Proportion);

    private readonly Option<PooledEstimator?> _estimator = NamedOption.Create<PooledEstimator?>(
        "--tau2", $"Estimator, repeated on every replicate: {Choices} [default: dersimonian-laird]", ["dersimonian-laird", "reml", "ml", "paule-mandel", "common", "binomial-normal"], Parse, "estimator of this routine", Choices);

    public EffectOptions() => _estimator.Aliases.Add("--estimator");

    public void AddTo(Command command, bool withEstimator = true)
    {
        command.Add(_measure);
        if (withEstimator)
        {
            command.Add(_estimator);
        }
    }

    /// <summary>The estimator asked for.</summary>
    public PooledEstimator Estimator(ParseResult parsed) => parsed.GetValue(_estimator) ?? PooledEstimator.DerSimonianLaird;

    /// <summary>Effects and variances of the source on the measure asked for.</summary>
    /// <exception cref="RefusedException">Fewer than two studies have an effect.</exception>
    public EffectColumns Effects(ParseResult parsed, IPoolSource source)
    {
        var measure = parsed.GetValue(_measure) ?? Measure.Logit;
        var choices = new MethodChoices { Measure = measure, Model = PoolingModel.Random, TauSquared = TauSquaredEstimator.DerSimonianLaird };
        var effect = PoolCall.Run(source, choices, null, _ => Moderators.None).Effect;
        int[] index = [.. Enumerable.Range(0, effect.Studies.Count).Where(i => effect.Studies[i] is { Effect: not null, Variance: > 0 })];
        StudyEstimate[] studies = [.. index.Select(i => effect.Studies[i])];
        if (studies.Length < 2)
        {
            throw new RefusedException(FormattableString.Invariant($"cartevidence: resampling needs at least two studies with an effect; there are {studies.Length}."));
        }

        return new EffectColumns(measure, [.. studies.Select(s => s.Study)], [.. studies.Select(s => s.Effect!.Value)], [.. studies.Select(s => s.Variance!.Value)])
        {
            Index = index,
            Events = [.. studies.Select(s => (int)Math.Min(s.Events ?? 0, int.MaxValue))],
            Total = [.. studies.Select(s => (int)Math.Min(s.Total ?? 0, int.MaxValue))],
        };
    }

    private static PooledEstimator? Parse(string text)
    {
        if (text.Equals("common", StringComparison.OrdinalIgnoreCase) || text.Equals("FE", StringComparison.OrdinalIgnoreCase) || text.Equals("EE", StringComparison.OrdinalIgnoreCase))
        {
            return PooledEstimator.CommonEffect;
        }

        if (text.Equals("binomial-normal", StringComparison.OrdinalIgnoreCase) || text.Equals("GLMM", StringComparison.OrdinalIgnoreCase))
        {
            return PooledEstimator.BinomialNormal;
        }

        return !MethodNames.TauSquaredEstimators.TryParse(text, out var estimator) ? null : estimator switch
        {
            TauSquaredEstimator.DerSimonianLaird => PooledEstimator.DerSimonianLaird,
            TauSquaredEstimator.Reml => PooledEstimator.Reml,
            TauSquaredEstimator.Ml => PooledEstimator.MaximumLikelihood,
            TauSquaredEstimator.PauleMandel => PooledEstimator.PauleMandel,
            _ => null,
        };
    }
}
