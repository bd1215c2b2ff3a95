namespace CarTEvidence.MetaAnalysis;

/// <summary>Presets that answer as other packages do by default: <c>Pooling.Proportions(data, Like.Meta8.Apply(options))</c>.</summary>
/// <remarks>They choose among documented methods and change none of them. What was compared with what is in <c>docs/compatibility.md</c>.</remarks>
public static class Like
{
    /// <summary>R's metafor 4 and 5: Wald, normal prediction interval, I² from tau², mixed-effects Egger test.</summary>
    public static Conventions Metafor { get; } = new()
    {
        Name = "metafor",
        TauSquared = TauSquaredEstimator.Reml,
        Interval = IntervalMethod.Wald,
        Prediction = PredictionMethod.Normal,
        ISquared = ISquaredSource.TauSquared,
        Proportions = ProportionConvention.Escalc,
        Egger = EggerResidual.Additive,
    };

    /// <summary>R's meta 8: Wald, prediction on t(k − 1) with the model's standard error, I² from Q, its own correction of raw and log proportions, Egger's original test.</summary>
    public static Conventions Meta8 { get; } = new()
    {
        Name = "meta 8",
        TauSquared = TauSquaredEstimator.Reml,
        Interval = IntervalMethod.Wald,
        Prediction = PredictionMethod.Veroniki,
        ISquared = ISquaredSource.CochranQ,
        Proportions = ProportionConvention.Meta,
        Egger = EggerResidual.Multiplicative,
        DropDoubleZero = true,
    };

    /// <summary>R's meta 5 to 7: as <see cref="Meta8"/>, but prediction on t(k − 2).</summary>
    public static Conventions Meta7 { get; } = Meta8 with { Name = "meta 7", Prediction = PredictionMethod.HigginsThompsonSpiegelhalter };

    /// <summary>RevMan since January 2025: REML, HKSJ, prediction on t(k − 1), I² from tau².</summary>
    public static Conventions RevMan2025 { get; } = new()
    {
        Name = "RevMan 2025",
        TauSquared = TauSquaredEstimator.Reml,
        Interval = IntervalMethod.Hksj,
        Prediction = PredictionMethod.T,
        ISquared = ISquaredSource.TauSquared,
        Proportions = ProportionConvention.Escalc,
        Egger = EggerResidual.Multiplicative,
        DropDoubleZero = true,
    };

    /// <summary>Stata's <c>meta</c> (16 and later): REML, Wald, prediction on t(k − 2), I² from tau², random-effects Egger test.</summary>
    public static Conventions Stata { get; } = new()
    {
        Name = "Stata",
        TauSquared = TauSquaredEstimator.Reml,
        Interval = IntervalMethod.Wald,
        Prediction = PredictionMethod.HigginsThompsonSpiegelhalter,
        ISquared = ISquaredSource.TauSquared,
        Proportions = ProportionConvention.Escalc,
        Egger = EggerResidual.Additive,
    };
}
