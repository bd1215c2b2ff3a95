using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports.Tests;

/// <summary>Pooled effects written by hand, so that what is printed can be checked against what went in.</summary>
internal static class Effects
{
    public const double Level = 0.95;

    public static StudyEstimate Study(string name, long events, long total, double lower, double upper, double? weight = null) =>
        new(name, new Estimate((double)events / total, new Interval(lower, upper, Level)), null, null, weight) { Events = events, Total = total };

    public static PooledEffect Remission { get; } = new()
    {
        Measure = Measure.Logit,
        Model = PoolingModel.BinomialNormal,
        IntervalMethod = IntervalMethod.ProfileLikelihood,
        Level = Level,
        StudyCount = 3,
        Events = 25,
        Total = 29,
        Pooled = new Estimate(0.8642, new Interval(0.6512, 0.9678, Level)),
        Marginal = new Estimate(0.8571, new Interval(0.6431, 0.9612, Level)),
        Transformed = new TransformedEstimate(1.85, 0.61, new Interval(0.62, 3.4, Level), new TestResult(3.03, null, 0.0024)),
        Prediction = new Prediction(new Interval(0.412, 0.979, Level), new Interval(-0.36, 3.84, Level), PredictionMethod.T),
        Heterogeneity = new HeterogeneityResult
        {
            TauSquared = 0.131,
            ISquared = 12.34,
            CochranQ = new TestResult(1.1, 2, 0.577),
            LikelihoodRatio = new TestResult(3.2, 2, 0.00004),
        },
        TauSquaredIntervals = [new(TauSquaredIntervalMethod.ProfileLikelihood, new Interval(0, double.PositiveInfinity, Level), null, null)],
        Studies =
        [
            Study("Alpha 2021", 5, 5, 0.4782, 1),
            Study("Béta|2022", 12, 15, 0.5191, 0.9567),
            Study("北京 2024", 8, 9, 0.5175, 0.9972),
        ],
        Notes = ["Three studies say little about tau²."],
    };

    public static PooledEffect BySubgroup { get; } = Remission with
    {
        SubgroupName = "target",
        Subgroups =
        [
            new("BCMA", Remission with { StudyCount = 1, Events = 5, Total = 5, Marginal = null, Prediction = null, Pooled = new Estimate(1, new Interval(0.4782, 1, Level)), Studies = [Remission.Studies[0]] }),
            new("CD19", Remission with { StudyCount = 2, Events = 20, Total = 24, Studies = [.. Remission.Studies.Skip(1)] }),
        ],
        SubgroupTest = new TestResult(0.412, 1, 0.5211),
    };
}
