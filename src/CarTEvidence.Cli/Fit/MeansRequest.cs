using CarTEvidence.Cli.Printing;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>
/// Kind <c>means</c>, by its columns: one arm (<c>mean</c>, <c>sd</c>, <c>n</c>), two arms (<c>mean1</c>, <c>sd1</c>, <c>n1</c>, <c>mean2</c>, <c>sd2</c>, <c>n2</c>),
/// or change within one arm, <c>mean1</c> minus <c>mean2</c> (<c>mean1</c>, <c>sd1</c>, <c>mean2</c>, <c>sd2</c>, <c>n</c>, <c>correlation</c>).
/// </summary>
internal static class MeansRequest
{
    public static RequestAnswer Answer(RequestFields fields) => (fields.Has("mean"), fields.Has("correlation")) switch
    {
        (true, _) => OneArm(fields),
        (_, true) => Change(fields),
        _ => TwoArms(fields),
    };

    private static RequestAnswer OneArm(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "mean", "sd", "n");
        var data = new MeanData(columns.LabelsOrNumbers("study"), columns.Numbers("mean"), columns.Numbers("sd"), columns.Counts("n"));
        var common = RequestCommon.Read(fields, columns, MeasureKind.Mean);
        return common.Answer(Pooling.Means(data, Options(common), common.Subgroup, common.Moderators));
    }

    private static RequestAnswer TwoArms(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "mean1", "sd1", "n1", "mean2", "sd2", "n2");
        var data = new TwoArmMeanData(
            columns.LabelsOrNumbers("study"), columns.Numbers("mean1"), columns.Numbers("sd1"), columns.Counts("n1"), columns.Numbers("mean2"), columns.Numbers("sd2"), columns.Counts("n2"));
        var common = RequestCommon.Read(fields, columns, MeasureKind.TwoArmMean);
        return common.Answer(Pooling.Means(data, Options(common), common.Subgroup, common.Moderators));
    }

    private static RequestAnswer Change(RequestFields fields)
    {
        var n = fields.Has("n") ? "n" : "n1";
        var columns = RequestColumns.Of(fields, "mean1", "sd1", "mean2", "sd2", n, "correlation");
        var (sd1, sd2) = (columns.Numbers("sd1"), columns.Numbers("sd2"));
        var (study, first, second) = (columns.LabelsOrNumbers("study"), columns.Numbers("mean1"), columns.Numbers("mean2"));
        var (patients, correlation) = (columns.Counts(n), columns.Numbers("correlation"));
        var common = RequestCommon.Read(fields, columns, MeasureKind.MeanChange);

        // As escalc has it, the change is the first mean minus the second, and the raw-SD measure divides by the first standard deviation.
        var byRawSd = common.Choices.Measure == Measure.StandardizedMeanChangeRawSd;
        try
        {
            var data = new MeanChangeData(study, second, byRawSd ? sd1 : sd2, first, byRawSd ? sd2 : sd1, patients, correlation);
            return common.Answer(Pooling.Means(data, Options(common), common.Subgroup, common.Moderators));
        }
        catch (ArgumentException refused) when (FieldOf(refused.ParamName, byRawSd, n) is { } field)
        {
            throw new RequestException(RequestErrors.InvalidValue, Renamed(ArgumentMessage.Of(refused), refused.ParamName!, field), field);
        }
    }

    /// <summary>The request's name of a column of <see cref="MeanChangeData"/> that has another one there.</summary>
    private static string? FieldOf(string? column, bool byRawSd, string n) => column switch
    {
        "meanBefore" => "mean2",
        "meanAfter" => "mean1",
        "sdBefore" => byRawSd ? "sd1" : "sd2",
        "sdAfter" => byRawSd ? "sd2" : "sd1",
        "n" => n,
        _ => null,
    };

    /// <summary>The message with the field's name; study labels, which come before it, stay as they are.</summary>
    private static string Renamed(string message, string column, string field)
    {
        var at = message.LastIndexOf(column, StringComparison.Ordinal);
        return at < 0 ? message : string.Concat(message.AsSpan(0, at), field, message.AsSpan(at + column.Length));
    }

    private static MeanOptions Options(RequestCommon common)
    {
        var options = common.Choices.ApplyTo(MeanOptions.Default);
        return options with { Measure = common.Choices.Measure ?? options.Measure, Model = common.Choices.Model ?? options.Model };
    }
}
