using CarTEvidence.Cli.Options;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Fit;

/// <summary>
/// Kind <c>bivariate</c>: effects on two outcomes, one row a study and outcome, with their known variances and, in <c>covariance</c>,
/// the covariance with the study's effect on the other outcome (<c>null</c> where it reports only one).
/// </summary>
internal static class BivariateRequest
{
    public static RequestAnswer Answer(RequestFields fields)
    {
        var columns = RequestColumns.Of(fields, "effect", "variance");
        var (study, outcome) = (columns.Labels("study"), columns.Labels("outcome"));
        var (effect, variance, covariance) = (columns.Numbers("effect"), columns.Numbers("variance"), columns.Numbers("covariance"));
        var choices = RequestChoices.Read(fields, MeasureKind.Generic, Enum.GetValues<MeasureKind>());
        RequestChoices.RequireModel(fields, choices, PoolingModel.Bivariate);
        var options = choices.ApplyTo(MultivariateOptions.Default) with
        {
            Measure = choices.Measure ?? Measure.Generic,
            Robust = RequestRobust.Read(fields, MultivariateOptions.Default.Robust),
        };
        var parts = RequestParts.Read(fields);
        fields.RequireNoOthers();
        var data = new MultivariateData(Studies(fields, study, outcome, effect, variance, covariance));
        return new RequestAnswer(ChoicesWithoutEffect.Note(choices, Pooling.Bivariate(data, options)), parts, columns.Notes);
    }

    private static IEnumerable<MultivariateStudy> Studies(RequestFields fields, string[] study, string[] outcome, double[] effect, double[] variance, double[] covariance)
    {
        foreach (var rows in Enumerable.Range(0, study.Length).GroupBy(i => study[i], StringComparer.Ordinal))
        {
            int[] own = [.. rows];
            if (own.Length > 2)
            {
                throw fields.Invalid("study", $"has {own.Length} rows for study \"{rows.Key}\"; a bivariate request has one or two outcomes a study");
            }

            var matrix = new double[own.Length, own.Length];
            for (var i = 0; i < own.Length; i++)
            {
                matrix[i, i] = variance[own[i]];
            }

            if (own.Length == 2)
            {
                matrix[0, 1] = matrix[1, 0] = Shared(fields, rows.Key, covariance[own[0]], covariance[own[1]]);
            }

            yield return new MultivariateStudy(rows.Key, own.Select(i => outcome[i]), own.Select(i => effect[i]), matrix);
        }
    }

    private static double Shared(RequestFields fields, string study, double first, double second) => (first, second) switch
    {
        var (a, b) when a == b || double.IsNaN(b) => a,
        var (a, b) when double.IsNaN(a) => b,
        _ => throw fields.Invalid("covariance", FormattableString.Invariant($"is {first} and {second} in the two rows of study \"{study}\"; it is one number a study")),
    };
}
