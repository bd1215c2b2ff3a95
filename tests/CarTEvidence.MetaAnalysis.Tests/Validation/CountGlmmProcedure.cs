using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>
/// Random-intercept models of one arm by R's metafor 5.1-12 (<c>rma.glmm</c>), in the files named. It integrates over seven nodes; how far that goes from the
/// integral, and that the seven nodes explain every difference, is shown by <c>SevenNodesTests</c>.
/// </summary>
internal static class CountGlmmProcedure
{
    public static readonly string[] Files = ["proportions-*.json", "rates-*.json"];

    /// <summary>Seven nodes move tau² = 0.77 of the zero-heavy proportions by 9e-4, the standard error by 1.3e-3 and a limit of t(k - 1) by 2.3e-3; tau² = 0.65 of the rates by 2e-4.</summary>
    private const double ErrorOfSevenNodes = 25;

    /// <summary>lme4 finds the modes by penalised least squares, to about this.</summary>
    private const double AtModesAccuracy = 1e-6;

    public static void Compare(ReferenceFile file, Comparison comparison)
    {
        var data = new ReferenceData(file.Root);
        foreach (var (name, interval) in new[] { ("glmmMetafor", IntervalMethod.Wald), ("glmmMetaforT", IntervalMethod.T) })
        {
            if (!file.Root.Has(name))
            {
                continue;
            }

            var entry = file.Root[name];
            var rates = file.Root.Text("kind") == "rates";
            var fit = rates
                ? Pooling.Rates(data.Rates(), new RateOptions { Model = PoolingModel.PoissonNormal, Interval = interval })
                : Pooling.Proportions(data.Proportions(), new ProportionOptions { Interval = interval });
            if (entry.Refused)
            {
                comparison.Require(entry.Number("refused").Path, fit.Pooled.Interval is not null && fit.Notes.Count > 0, "no answer, or no note");
            }
            else
            {
                Compare(entry, fit, AtModes(data, rates, entry.Value("estimate"), Math.Sqrt(entry.Value("tau2"))), comparison);
            }
        }
    }

    /// <summary>metafor's "log-likelihood" is the one given the most likely study effects.</summary>
    private static double AtModes(ReferenceData data, bool rates, double mu, double tau) => rates
        ? ModeLikelihood.Of<PoissonLikelihood, PoissonBranch>(Enumerable.Range(0, data.Rates().Count).Select(i => new PoissonLikelihood(data.Rates().Events[i], data.Rates().Time[i])), mu, tau)
        : ModeLikelihood.Of<BinomialLikelihood, BinomialBranch>(data.Proportions().Select(s => new BinomialLikelihood(s.Events, s.Total)), mu, tau);

    private static void Compare(ReferenceEntry entry, PooledEffect fit, double atModes, Comparison comparison)
    {
        var stated = entry.Value("tolerance");
        void Check(string quantity, string field, double? own, double floor, double nodes = ErrorOfSevenNodes) =>
            comparison.Check($"{fit.Model}, {fit.IntervalMethod}", quantity, entry.Number(field), own, nodes * stated, floor, string.Empty);

        var se = entry.Value("se");
        Check("estimate", "estimate", fit.Transformed.Value, se);
        Check("standard error", "se", fit.Transformed.StandardError, 0);
        Check("lower limit", "ciLower", fit.Transformed.Interval?.Lower, se);
        Check("upper limit", "ciUpper", fit.Transformed.Interval?.Upper, se);
        Check("tau²", "tau2", fit.Heterogeneity.TauSquared, 1e-3);
        Check("I²", "I2", fit.Heterogeneity.ISquared, 1);
        Check("H²", "H2", fit.Heterogeneity.HSquared, 1);
        Check("Wald Q", "QWald", fit.Heterogeneity.CochranQ?.Statistic, 1e-3, nodes: 1);
        Check("Wald Q p-value", "QWaldP", fit.Heterogeneity.CochranQ?.PValue, 1e-3, nodes: 1);
        Check("likelihood-ratio Q", "QLRT", fit.Heterogeneity.LikelihoodRatio?.Statistic, 1e-3, nodes: 1);
        Check("likelihood-ratio Q p-value", "QLRTp", fit.Heterogeneity.LikelihoodRatio?.PValue, 1e-3, nodes: 1);
        comparison.Check($"{fit.Model}, {fit.IntervalMethod}", "log-likelihood given the modes, at metafor's estimates", entry.Number("logLik"), atModes, AtModesAccuracy, 1, string.Empty);
    }
}
