using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Options;

/// <summary>The options that choose how proportions are pooled; the same for every verb that pools.</summary>
internal sealed class MethodOptions
{
    private readonly Option<Measure?> _measure = NamedOption.OfMeasure("--measure", "Scale of the analysis", MeasureKind.Proportion);
    private readonly Option<PoolingModel?> _model = NamedOption.Of("--model", "Model", MethodNames.ModelsFor(MeasureKind.Proportion));
    private readonly Option<TauSquaredEstimator?> _tauSquared = NamedOption.Of("--tau2", "Estimator of tau²", MethodNames.TauSquaredEstimators);
    private readonly Option<IntervalMethod?> _interval = NamedOption.Of("--interval", "Interval of the pooled effect", MethodNames.Intervals);
    private readonly Option<PredictionMethod?> _prediction = NamedOption.Of("--prediction", "Prediction interval", MethodNames.Predictions);
    private readonly Option<StudyIntervalMethod?> _studyInterval = NamedOption.Of("--study-interval", "Interval of each study", MethodNames.StudyIntervals);

    private readonly Option<Conventions?> _like = NamedOption.Create<Conventions?>(
        "--like", $"Conventions of another package, where --model has such choices: {LikeChoices.Choices}", LikeChoices.Names, LikeChoices.Find, "package known here", LikeChoices.Choices);

    private readonly Option<double?> _level = Level();

    private readonly Option<ZeroCorrection?> _zeroCorrection = new("--zero-correction")
    {
        Description = $"What is added to zero cells, and where, for example 0.5:only0; TO is {MethodNames.ZeroCorrectionScopes.Choices}",
        HelpName = "ADD:TO",
        CustomParser = ParseZeroCorrection,
    };

    /// <summary><c>--level</c>.</summary>
    public static Option<double?> Level() => new("--level")
    {
        Description = "Level of all intervals, 0.95 or 95 for 95 %",
        HelpName = "LEVEL",
        CustomParser = ParseLevel,
    };

    public void AddTo(Command command)
    {
        command.Add(_measure);
        command.Add(_model);
        command.Add(_tauSquared);
        command.Add(_interval);
        command.Add(_prediction);
        command.Add(_studyInterval);
        command.Add(_level);
        command.Add(_like);
        command.Add(_zeroCorrection);
    }

    public MethodChoices Choices(ParseResult parsed) => new()
    {
        Like = parsed.GetValue(_like),
        Measure = parsed.GetValue(_measure),
        Model = parsed.GetValue(_model),
        TauSquared = parsed.GetValue(_tauSquared),
        Interval = parsed.GetValue(_interval),
        Prediction = parsed.GetValue(_prediction),
        StudyInterval = parsed.GetValue(_studyInterval),
        Level = parsed.GetValue(_level),
        ZeroCorrection = parsed.GetValue(_zeroCorrection),
    };

    // 1.5 is neither a share nor a percentage that anyone means: a level above 1 is one in per cent, and then at least the half.
    private static double? ParseLevel(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text.EndsWith('%') ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var level))
        {
            if (level is > 0 and < 1 && !text.EndsWith('%'))
            {
                return level;
            }

            if (level is >= 50 and < 100)
            {
                return level / 100;
            }
        }

        result.AddError($"--level: \"{text}\" is no level; give a share between 0 and 1, such as 0.95, or per cent from 50 to below 100, such as 95.");
        return null;
    }

    private static ZeroCorrection? ParseZeroCorrection(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var parts = text.Split(':', 2);
        var to = ZeroCorrectionScope.OnlyZero;
        if (double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var add)
            && add >= 0 && double.IsFinite(add)
            && (parts.Length == 1 || MethodNames.ZeroCorrectionScopes.TryParse(parts[1], out to)))
        {
            return new ZeroCorrection(add, to);
        }

        result.AddError($"--zero-correction: \"{text}\" is no ADD:TO; ADD is a number of 0 or more, TO one of {MethodNames.ZeroCorrectionScopes.Choices}.");
        return null;
    }
}
