namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Intervals of tau², I² and H². Source: R 4.2.2, metafor 5.1-12 (confint), in the files named.</summary>
internal static class TauSquaredIntervalProcedure
{
    public static readonly string[] Files = PooledProcedure.Files;

    /// <summary>Root finding in the reference stops on the absolute change of tau².</summary>
    private const double Iterated = 1e-7;

    /// <summary>metafor looks for the upper limit up to 100 or ten times the estimate, and reports that bound where the limit lies beyond.</summary>
    private const double SearchLimit = 100;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root);
        foreach (var (measure, _, entry) in file.Walk("tau2Intervals"))
        {
            var method = entry.Text("type") == "QP" ? TauSquaredIntervalMethod.QProfile : TauSquaredIntervalMethod.ProfileLikelihood;
            var pooled = data.Pool(measure, entry);
            var actual = pooled.TauSquaredIntervalBy(method)!;
            var typical = pooled.Source!.Fit.TypicalVariance!.Value;
            var name = $"{method}";
            var context = $"{measure.Code} {entry.Text("tau2Estimator")}";
            void Check(string quantity, string field, double? own, double floor) =>
                comparison.Check(name, quantity, entry.Number(field), own, Iterated, floor, context);

            Check("tau² lower", "tau2Lower", actual.TauSquared.Lower, typical);
            Check("I² lower", "I2Lower", actual.ISquared?.Lower, 100);
            Check("H² lower", "H2Lower", actual.HSquared?.Lower, 1);
            var bound = Math.Max(SearchLimit, 10 * pooled.Heterogeneity.TauSquared!.Value);
            if (Math.Abs(entry.Value("tau2Upper") - bound) < 1e-9 * bound)
            {
                foreach (var field in new[] { "tau2Upper", "I2Upper", "H2Upper" })
                {
                    comparison.Require(entry.Number(field).Path, actual.TauSquared.Upper >= bound, "the upper limit is not beyond the end of metafor's search");
                }

                continue;
            }

            Check("tau² upper", "tau2Upper", actual.TauSquared.Upper, typical);
            Check("I² upper", "I2Upper", actual.ISquared?.Upper, 100);
            Check("H² upper", "H2Upper", actual.HSquared?.Upper, 1);
        }
    }
}
