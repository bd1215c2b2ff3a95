namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Mantel–Haenszel, Peto and the four random-effects models of two arms. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
internal static class TwoArmProcedure
{
    public static readonly string[] Files = ["two-arm-*.json"];

    private const double ClosedForm = 1e-10;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root).TwoArm();
        foreach (var entry in file.Root.Entries("mantelHaenszel"))
        {
            var measure = Measure.Parse(entry.Text("measure"));
            CompareStratified("Mantel–Haenszel", entry, Pooling.TwoArm(data, new TwoArmOptions { Measure = measure, Model = PoolingModel.MantelHaenszel }), comparison);
        }

        CompareStratified("Peto", file.Root["peto"], Pooling.TwoArm(data, new TwoArmOptions { Measure = Measure.Peto, Model = PoolingModel.Peto }), comparison);
        foreach (var entry in file.Root.Entries("glmm"))
        {
            TwoArmGlmmComparison.Compare(file.Root.Text("name"), data, entry, comparison);
        }
    }

    private static void CompareStratified(string method, ReferenceEntry entry, PooledEffect fit, Comparison comparison)
    {
        void Check(string quantity, string field, double? own, double floor)
        {
            if (entry.Has(field))
            {
                comparison.Check(method, quantity, entry.Number(field), own, ClosedForm, floor, fit.Measure.Code);
            }
        }

        var se = entry.Value("se");
        Check("estimate", "estimate", fit.Transformed.Value, se);
        Check("standard error", "se", fit.Transformed.StandardError, 0);
        Check("lower limit", "ciLower", fit.Transformed.Interval?.Lower, se);
        Check("upper limit", "ciUpper", fit.Transformed.Interval?.Upper, se);
        Check("Q", "Q", fit.Heterogeneity.CochranQ?.Statistic, 0);
        Check("I²", "I2", fit.Heterogeneity.ISquaredFromQ, 1);
        Check("Cochran–Mantel–Haenszel", "CMH", fit.CochranMantelHaenszel?.Statistic, 0);
        Check("Cochran–Mantel–Haenszel p-value", "CMHp", fit.CochranMantelHaenszel?.PValue, 0);
        Check("Breslow–Day", "BD", fit.BreslowDay?.Statistic, 0);
        Check("Breslow–Day p-value", "BDp", fit.BreslowDay?.PValue, 0);
        Check("Tarone", "TA", fit.Tarone?.Statistic, 0);
        Check("Tarone p-value", "TAp", fit.Tarone?.PValue, 0);
    }
}
