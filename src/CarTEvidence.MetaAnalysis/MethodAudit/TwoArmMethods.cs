using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The engine's ways to compare two arms as methods that <see cref="Simulation"/> judges.</summary>
/// <remarks>They answer on the scale of the analysis: log odds ratio, log risk ratio, risk difference.</remarks>
public static class TwoArmMethods
{
    /// <summary>Any model with any choices; what <see cref="Pooling.TwoArm"/> answers.</summary>
    /// <param name="name">Its name in the table.</param>
    /// <param name="options">Measure, which is to be that of the design, model, estimator, interval and level.</param>
    /// <remarks>A fit that has not converged, or whose estimate or limits are not finite (no events in an arm), is no answer.</remarks>
    public static TwoArmMethod Of(string name, TwoArmOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TwoArmMethod(name, data =>
        {
            var effect = Pooling.TwoArm(data.Share(nameof(TwoArmData), Data), options);
            return effect is { Converged: true, Transformed: { Value: { } value, Interval: { } interval } } && double.IsFinite(value) && double.IsFinite(interval.Width)
                ? new MethodAnswer(value, interval.Lower, interval.Upper)
                : MethodAnswer.None;
        });
    }

    /// <summary>The methods in common use: inverse variance with and without Hartung and Knapp's interval, Mantel–Haenszel, and of odds ratios Peto's and the exact conditional likelihood.</summary>
    /// <param name="measure">What the arms differ in.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1.</param>
    public static IReadOnlyList<TwoArmMethod> Usual(TwoArmEffect measure, double level = 0.95)
    {
        var options = TwoArmOptions.Default with { Measure = MeasureOf(measure), Level = level };
        List<TwoArmMethod> methods =
        [
            Of("inverse variance, common effect, Wald", options with { Model = PoolingModel.Common }),
            Of("inverse variance, DerSimonian–Laird, Wald", options with { TauSquared = TauSquaredEstimator.DerSimonianLaird }),
            Of("inverse variance, DerSimonian–Laird, HKSJ", options with { TauSquared = TauSquaredEstimator.DerSimonianLaird, Interval = IntervalMethod.Hksj }),
            Of("inverse variance, REML, HKSJ", options with { TauSquared = TauSquaredEstimator.Reml, Interval = IntervalMethod.Hksj }),
            Of("Mantel–Haenszel", options with { Model = PoolingModel.MantelHaenszel }),
        ];
        if (measure == TwoArmEffect.OddsRatio)
        {
            methods.Add(Of("Peto", options with { Model = PoolingModel.Peto }));
            methods.Add(Of("conditional logistic, exact likelihood (CM.EL)", options with { Model = PoolingModel.GlmmCmEl }));
        }

        return methods;
    }

    private static Measure MeasureOf(TwoArmEffect measure) => measure switch
    {
        TwoArmEffect.OddsRatio => Measure.OddsRatio,
        TwoArmEffect.RiskRatio => Measure.RiskRatio,
        TwoArmEffect.RiskDifference => Measure.RiskDifference,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No effect of two arms."),
    };

    private static TwoArmData Data(SimulatedTwoArms data) =>
        new(Enumerable.Repeat(string.Empty, data.TotalTreated.Length), Counts(data.EventsTreated), Counts(data.TotalTreated), Counts(data.EventsControl), Counts(data.TotalControl));

    private static IEnumerable<long> Counts(int[] counts) => counts.Select(count => (long)count);
}
