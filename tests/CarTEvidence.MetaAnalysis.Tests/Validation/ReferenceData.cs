using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>The data of a reference file, pooled or turned into effects by any options; rows with a missing count are left out, as R does.</summary>
internal sealed class ReferenceData
{
    private readonly JsonElement _data;
    private readonly int[] _rows;

    public ReferenceData(ReferenceEntry root)
    {
        _data = root["data"].Json;
        var count = _data.GetProperty("study").GetArrayLength();
        _rows = [.. Enumerable.Range(0, count).Where(i => _data.EnumerateObject().All(c => c.Value[i].ValueKind != JsonValueKind.Null))];
    }

    /// <summary>Rows without missing values, as indices into the file's columns.</summary>
    public IReadOnlyList<int> Rows => _rows;

    public IReadOnlyList<EffectSize> Effects(Measure measure, double? correlation = null) => measure.Kind switch
    {
        MeasureKind.Proportion => Proportions().EffectSizes(measure),
        MeasureKind.Rate => Rates().EffectSizes(measure),
        MeasureKind.TwoArm => TwoArm().EffectSizes(measure),
        MeasureKind.Mean => Mean().EffectSizes(measure),
        MeasureKind.TwoArmMean => TwoArmMean().EffectSizes(measure),
        MeasureKind.MeanChange => Change(measure, correlation!.Value).EffectSizes(measure),
        _ => [.. Study().Zip(Numbers("yi"), Numbers("vi")).Select(e => new EffectSize(e.First, e.Second, e.Third))],
    };

    /// <summary>Random effects by settings, straight from the effects.</summary>
    public PooledEffect Pool(Measure measure, RandomEffectsSettings settings)
    {
        var effects = Effects(measure);
        var columns = new EffectSizeColumns([.. effects.Select(e => e.Effect ?? double.NaN)], [.. effects.Select(e => e.Variance ?? double.NaN)]);
        return InverseVarianceModel.Fit(StudyColumns.FromEffects(measure, [.. Study()], columns, settings.Level) with { Size = [.. effects.Select(_ => 1.0)] }, settings);
    }

    /// <summary>By the estimator and test that an entry names.</summary>
    public PooledEffect Pool(Measure measure, ReferenceEntry entry, Moderators? moderators = null, Grouping? grouping = null)
    {
        var common = entry.Text("tau2Estimator") == "EE";
        var test = entry.Text("test", "z");
        var shared = new GenericOptions
        {
            TauSquared = common ? TauSquaredEstimator.Reml : MethodNames.TauSquaredEstimators.Parse(entry.Text("tau2Estimator")),
            Interval = MethodNames.Intervals.Parse(test),
            Prediction = test == "z" ? PredictionMethod.Normal : PredictionMethod.T,
        };
        var (tau2, interval, prediction) = (shared.TauSquared, shared.Interval, shared.Prediction);
        var model = common ? PoolingModel.Common : PoolingModel.Random;
        return measure.Kind switch
        {
            MeasureKind.Proportion => Pooling.Proportions(
                Proportions(),
                new ProportionOptions
                {
                    Measure = measure,
                    Model = common ? ProportionModel.Common : ProportionModel.Random,
                    TauSquared = tau2,
                    Interval = interval,
                    Prediction = prediction,
                },
                grouping,
                moderators),
            MeasureKind.Rate => Pooling.Rates(
                Rates(), new RateOptions { Measure = measure, Model = model, TauSquared = tau2, Interval = interval, Prediction = prediction }, grouping, moderators),
            MeasureKind.TwoArm => Pooling.TwoArm(
                TwoArm(), new TwoArmOptions { Measure = measure, Model = model, TauSquared = tau2, Interval = interval, Prediction = prediction }, grouping, moderators),
            MeasureKind.Mean => Pooling.Means(
                Mean(), new MeanOptions { Measure = measure, Model = model, TauSquared = tau2, Interval = interval, Prediction = prediction }, grouping, moderators),
            MeasureKind.TwoArmMean => Pooling.Means(
                TwoArmMean(), new MeanOptions { Measure = measure, Model = model, TauSquared = tau2, Interval = interval, Prediction = prediction }, grouping, moderators),
            _ => Pooling.Generic(
                new GenericData(Study(), Numbers("yi"), Numbers("vi")),
                shared with { Model = model },
                grouping,
                moderators),
        };
    }

    private IEnumerable<string> Study() => _rows.Select(i => _data.GetProperty("study")[i].ToString());

    private IEnumerable<long> Counts(string name) => _rows.Select(i => _data.GetProperty(name)[i].GetInt64());

    private IEnumerable<double> Numbers(string name) => _rows.Select(i => _data.GetProperty(name)[i].GetDouble());

    public ProportionData Proportions() => new(Study(), Counts("events"), Counts("n"));

    public RateData Rates() => new(Study(), Counts("events"), Numbers("time"));

    public TwoArmData TwoArm() => new(Study(), Counts("ai"), Counts("n1"), Counts("ci"), Counts("n2"));

    private MeanData Mean() => new(Study(), Numbers("m1"), Numbers("sd1"), Counts("n1"));

    private TwoArmMeanData TwoArmMean() => new(Study(), Numbers("m1"), Numbers("sd1"), Counts("n1"), Numbers("m2"), Numbers("sd2"), Counts("n2"));

    /// <summary>Group 1 is before, group 2 after; metafor's SMCR standardizes by the deviation passed with the later mean, so that one is given as the first's there.</summary>
    private MeanChangeData Change(Measure measure, double correlation) => new(
        Study(),
        Numbers("m1"),
        Numbers(measure == Measure.StandardizedMeanChangeRawSd ? "sd2" : "sd1"),
        Numbers("m2"),
        Numbers("sd2"),
        Counts("n1"),
        _rows.Select(_ => correlation));
}
