namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Intervals of tau², I² and H². Source: R 4.2.2, metafor 5.1-12 (confint), in the files named.</summary>
public sealed class TauSquaredIntervalReferenceTests
{
    /// <summary>Root finding in the reference stops on the absolute change of tau².</summary>
    private const double Iterated = 1e-7;

    /// <summary>metafor looks for the upper limit up to 100 or ten times the estimate, and reports that bound where the limit lies beyond.</summary>
    private const double SearchLimit = 100;

    public static TheoryData<string> Files() => PooledReferenceTests.Files();

    [Theory]
    [MemberData(nameof(Files))]
    public void TauSquaredIntervalBy_EveryReferenceInterval_Agrees(string file)
    {
        var comparison = new Comparison();
        Compare(file, comparison);
        comparison.Verify();
    }

    internal static void Compare(string file, Comparison comparison)
    {
        using var document = ReferenceFile.Open(file);
        var data = new ReferenceData(document.RootElement);
        foreach (var effect in document.RootElement.GetProperty("effects").EnumerateArray())
        {
            if (!effect.TryGetProperty("tau2Intervals", out var entries))
            {
                continue;
            }

            var measure = Measure.Parse(effect.Text("measure"));
            foreach (var entry in entries.EnumerateArray())
            {
                if (entry.TryGetProperty("refused", out _))
                {
                    continue;
                }

                var method = entry.Text("type") == "QP" ? TauSquaredIntervalMethod.QProfile : TauSquaredIntervalMethod.ProfileLikelihood;
                var pooled = data.Pool(measure, entry);
                var actual = pooled.TauSquaredIntervalBy(method)!;
                var typical = pooled.Source!.Fit.TypicalVariance!.Value;
                var name = $"{method}";
                var context = $"{measure.Code} {entry.Text("tau2Estimator")}";
                comparison.Check(file, name, "tau² lower", entry.Number("tau2Lower"), actual.TauSquared.Lower, Iterated, typical, context);
                var bound = Math.Max(SearchLimit, 10 * pooled.Heterogeneity.TauSquared!.Value);
                if (Math.Abs(entry.Number("tau2Upper")!.Value - bound) < 1e-9 * bound)
                {
                    Assert.True(actual.TauSquared.Upper >= bound);
                    continue;
                }

                comparison.Check(file, name, "tau² upper", entry.Number("tau2Upper"), actual.TauSquared.Upper, Iterated, typical, context);
                comparison.Check(file, name, "I² lower", entry.Number("I2Lower"), actual.ISquared?.Lower, Iterated, 100, context);
                comparison.Check(file, name, "I² upper", entry.Number("I2Upper"), actual.ISquared?.Upper, Iterated, 100, context);
                comparison.Check(file, name, "H² lower", entry.Number("H2Lower"), actual.HSquared?.Lower, Iterated, 1, context);
                comparison.Check(file, name, "H² upper", entry.Number("H2Upper"), actual.HSquared?.Upper, Iterated, 1, context);
            }
        }
    }
}
