using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>
/// Kind <c>means</c>, by its columns: one arm (<c>mean</c>, <c>sd</c>, <c>n</c>), two arms (<c>mean1</c>, <c>sd1</c>, <c>n1</c>, <c>mean2</c>, <c>sd2</c>, <c>n2</c>),
/// or change within one arm, <c>mean1</c> minus <c>mean2</c> (<c>mean1</c>, <c>sd1</c>, <c>mean2</c>, <c>sd2</c>, <c>n</c>, <c>correlation</c>).
/// </summary>
internal static class MeansRequest
{
    public static PooledEffect Answer(RequestFields fields) => (fields.Has("mean"), fields.Has("correlation")) switch
    {
        (true, _) => OneArm(fields),
        (_, true) => Change(fields),
        _ => TwoArms(fields),
    };

    private static PooledEffect OneArm(RequestFields fields)
    {
        var mean = fields.Numbers("mean");
        var k = mean.Length;
        var data = new MeanData(fields.LabelsOrNumbers("study", k), mean, fields.Numbers("sd", k), fields.Counts("n", k));
        var common = RequestCommon.Read(fields, k, MeasureKind.Mean);
        return Pooling.Means(data, Options(common), common.Subgroup, common.Moderators);
    }

    private static PooledEffect TwoArms(RequestFields fields)
    {
        var first = fields.Numbers("mean1");
        var k = first.Length;
        var data = new TwoArmMeanData(
            fields.LabelsOrNumbers("study", k), first, fields.Numbers("sd1", k), fields.Counts("n1", k), fields.Numbers("mean2", k), fields.Numbers("sd2", k), fields.Counts("n2", k));
        var common = RequestCommon.Read(fields, k, MeasureKind.TwoArmMean);
        return Pooling.Means(data, Options(common), common.Subgroup, common.Moderators);
    }

    private static PooledEffect Change(RequestFields fields)
    {
        var first = fields.Numbers("mean1");
        var k = first.Length;
        var (sd1, second, sd2) = (fields.Numbers("sd1", k), fields.Numbers("mean2", k), fields.Numbers("sd2", k));
        var n = fields.Counts(fields.Has("n") ? "n" : "n1", k);
        var (study, correlation) = (fields.LabelsOrNumbers("study", k), fields.Numbers("correlation", k));
        var common = RequestCommon.Read(fields, k, MeasureKind.MeanChange);

        // As escalc has it, the change is the first mean minus the second, and the raw-SD measure divides by the first standard deviation.
        var byRawSd = common.Choices.Measure == Measure.StandardizedMeanChangeRawSd;
        var data = new MeanChangeData(study, second, byRawSd ? sd1 : sd2, first, byRawSd ? sd2 : sd1, n, correlation);
        return Pooling.Means(data, Options(common), common.Subgroup, common.Moderators);
    }

    private static MeanOptions Options(RequestCommon common)
    {
        var options = common.Choices.ApplyTo(MeanOptions.Default);
        return options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model };
    }
}
