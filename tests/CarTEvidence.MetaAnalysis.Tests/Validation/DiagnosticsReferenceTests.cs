using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Leave-one-out, cumulative, influence, residuals, BLUPs and Baujat coordinates. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
public sealed class DiagnosticsReferenceTests
{
    private const double ClosedForm = 1e-10;
    private const double Iterated = 1e-7;

    /// <summary>Deletion differences are small differences of fits.</summary>
    private const double Difference = 1e-3;

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("proportions-*.json", "two-arm-*.json", "generic-*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Diagnostics_EveryReferenceValue_Agrees(string file)
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
            if (!effect.TryGetProperty("diagnostics", out var entries))
            {
                continue;
            }

            var measure = Measure.Parse(effect.Text("measure"));
            foreach (var entry in entries.EnumerateArray())
            {
                new Case(file, measure, entry, data, comparison).Compare();
            }
        }
    }

    private sealed class Case(string file, Measure measure, JsonElement entry, ReferenceData data, Comparison comparison)
    {
        private readonly PooledEffect _effect = data.Pool(measure, entry);
        private readonly double _tolerance = entry.Text("tau2Estimator") is "EE" or "DL" ? ClosedForm : Iterated;

        private double Scale => _effect.Transformed.StandardError!.Value;

        public void Compare()
        {
            Influence();
            Sensitivity("leaveOneOut", _effect.LeaveOneOut());
            Sensitivity("cumulative", _effect.Cumulative());
            var baujat = _effect.Baujat();
            Column("baujat", "x", i => baujat[i].X, 1e-2);
            Column("baujat", "y", i => baujat[i].Y, 1e-2);
            if (entry.TryGetProperty("blup", out _))
            {
                var blup = _effect.BestLinearPredictions();
                Column("blup", "pred", i => blup[i].Value, Scale);
                Column("blup", "se", i => blup[i].StandardError, Scale);
                Column("blup", "piLower", i => blup[i].Interval?.Lower, Scale);
                Column("blup", "piUpper", i => blup[i].Interval?.Upper, Scale);
            }
        }

        private void Influence()
        {
            var actual = _effect.Influence();
            Column("influence", "rstudent", i => actual[i].StudentizedResidual, 1);
            Column("influence", "dffits", i => actual[i].Dffits, Difference);
            Column("influence", "cookD", i => actual[i].CooksDistance, Difference);
            Column("influence", "covRatio", i => actual[i].CovarianceRatio, 1e-2);
            Column("influence", "tau2Deleted", i => actual[i].TauSquaredDeleted, _effect.Source!.Fit.TypicalVariance!.Value);
            Column("influence", "QDeleted", i => actual[i].QDeleted, 1);
            Column("influence", "hat", i => actual[i].Hat, 1e-3);
            Column("influence", "weight", i => actual[i].Weight, 1e-3);
            Column("influence", "dfbetas", i => actual[i].Dfbetas[0], Difference);
            Column("rstandard", "resid", i => actual[i].Residual, Scale);
            Column("rstandard", "se", i => actual[i].ResidualStandardError, Scale);
            Column("rstandard", "z", i => actual[i].StandardizedResidual, 1);
            var flags = entry.GetProperty("influence").GetProperty("influential");
            for (var i = 0; i < actual.Count; i++)
            {
                Assert.Equal(flags[Row("influence", "influential", i)].GetBoolean(), actual[i].IsInfluential);
            }
        }

        private void Sensitivity(string part, StudySensitivities actual)
        {
            Column(part, "estimate", i => actual[i].Transformed.Value, Scale);
            Column(part, "se", i => actual[i].Transformed.StandardError, Scale);
            Column(part, "ciLower", i => actual[i].Transformed.Interval?.Lower, Scale);
            Column(part, "ciUpper", i => actual[i].Transformed.Interval?.Upper, Scale);

            // One study has no heterogeneity: R prints tau² = I² = 0 and H² = 1, ours are null.
            bool Single(int i) => actual[i].Heterogeneity.ISquared is null;
            Column(part, "Q", i => Single(i) ? 0 : actual[i].Heterogeneity.CochranQ?.Statistic, 1);
            Column(part, "tau2", i => Single(i) ? 0 : actual[i].Heterogeneity.TauSquared, _effect.Source!.Fit.TypicalVariance!.Value);
            Column(part, "I2", i => Single(i) ? 0 : actual[i].Heterogeneity.ISquared, 100);
            Column(part, "H2", i => Single(i) ? 1 : actual[i].Heterogeneity.HSquared, 1);
        }

        private void Column(string part, string quantity, Func<int, double?> actual, double floor)
        {
            var expected = entry.GetProperty(part).Numbers(quantity);
            for (var i = 0; i < Math.Min(expected.Length, data.Rows.Count); i++)
            {
                comparison.Check(
                    file, entry.Text("tau2Estimator"), $"{part} {quantity}", expected[Row(part, quantity, i)], actual(i), _tolerance, floor, $"{measure.Code} {i}");
            }
        }

        /// <summary>Some columns keep a place for the rows with missing data, others do not.</summary>
        private int Row(string part, string quantity, int i) =>
            entry.GetProperty(part).GetProperty(quantity).GetArrayLength() == data.Rows.Count ? i : data.Rows[i];
    }
}
