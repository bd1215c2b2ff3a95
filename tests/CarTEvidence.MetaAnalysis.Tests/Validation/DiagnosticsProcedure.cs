using System.Text.Json;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Leave-one-out, cumulative, influence, residuals, BLUPs and Baujat coordinates. Source: R 4.2.2, metafor 5.1-12, in the files named.</summary>
internal static class DiagnosticsProcedure
{
    public static readonly string[] Files = ["proportions-*.json", "two-arm-*.json", "generic-*.json"];

    private const double ClosedForm = 1e-10;
    private const double Iterated = 1e-7;

    /// <summary>Deletion differences are small differences of fits.</summary>
    private const double Difference = 1e-3;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root);
        foreach (var (measure, _, entry) in file.Walk("diagnostics"))
        {
            new Case(measure, entry, data, comparison).Compare();
        }
    }

    private sealed class Case(Measure measure, ReferenceEntry entry, ReferenceData data, Comparison comparison)
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
            if (entry.Has("blup"))
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
            var flags = entry["influence"]["influential"];
            for (var i = 0; i < actual.Count; i++)
            {
                var flag = flags[Row("influence", "influential", i)];
                comparison.Require(flag.Path, flag.Json.GetBoolean() == actual[i].IsInfluential, "flagged otherwise");
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
            if (!entry[part].Has(quantity))
            {
                return;
            }

            if (entry[part][quantity].Json.ValueKind == JsonValueKind.Null)
            {
                // R gives no tau² of a common effect; here it is 0.
                comparison.Require(entry[part].Number(quantity).Path, quantity == "tau2" && actual(0) == 0, "a tau² of a common effect");
                return;
            }

            var expected = entry[part].Numbers(quantity);
            for (var i = 0; i < Math.Min(expected.Length, data.Rows.Count); i++)
            {
                comparison.Check(
                    entry.Text("tau2Estimator"), $"{part} {quantity}", expected[Row(part, quantity, i)], actual(i), _tolerance, floor, $"{measure.Code} {i}");
            }
        }

        /// <summary>Some columns keep a place for the rows with missing data, others do not.</summary>
        private int Row(string part, string quantity, int i) =>
            entry[part][quantity].Json.GetArrayLength() == data.Rows.Count ? i : data.Rows[i];
    }
}
