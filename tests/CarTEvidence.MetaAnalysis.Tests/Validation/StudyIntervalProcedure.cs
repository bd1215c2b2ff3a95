using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Intervals of a single proportion by every method. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
internal static class StudyIntervalProcedure
{
    public static readonly string[] Files = ["proportions-*.json"];

    /// <summary>Closed forms and quantiles: the reference prints 14 digits.</summary>
    private const double ClosedForm = 1e-10;

    /// <summary>Where a limit is 0, R leaves the rounding error of a difference of numbers near 1.</summary>
    private const double Rounding = 1e-6;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root).Proportions();
        foreach (var method in Enum.GetValues<StudyIntervalMethod>())
        {
            var expected = file.Root["studyIntervals"][JsonNamingPolicy.CamelCase.ConvertName(method.ToString())];
            var (lower, upper) = (expected.Numbers("lower"), expected.Numbers("upper"));
            for (var i = 0; i < data.Count; i++)
            {
                var own = ProportionInterval.Compute(data.Events[i], data.Total[i], method);
                comparison.Check($"{method}", "lower limit", lower[i], own.Lower, ClosedForm, Rounding, data.Study[i]);
                comparison.Check($"{method}", "upper limit", upper[i], own.Upper, ClosedForm, Rounding, data.Study[i]);
            }
        }
    }
}
