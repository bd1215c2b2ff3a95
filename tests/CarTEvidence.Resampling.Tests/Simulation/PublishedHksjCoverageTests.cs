namespace CarTEvidence.Resampling.Tests.Simulation;

/// <summary>
/// Coverage and width of HKSJ and Wald intervals for normal effects of studies of unequal size, against the results of the simulation of Held, Hofmann and Pawel (2025), A comparison of combined p-value
/// functions for meta-analysis, Research Synthesis Methods, as the authors publish them: github.com/felix-hof/confMeta_simulation, simulation/RData/simulation-summaries.csv, commit 6906e1e,
/// rows "additive", "Gaussian", "none", methods hk_ci_additive and reml_ci_additive (Wald) with DL and REML; columns coverage_mean, width and width_mcse.
/// </summary>
/// <remarks>
/// Their design: 50 patients an arm, ten times as many in the first studies; a study's effect is normal about 0.2 + its own, its variance 2/n, of which the estimate is χ²(2n − 2)/(n(n − 1));
/// tau² is the average of 2/n times I²/(1 − I²); 20,000 data sets a scenario, tau² estimated by R's meta.
/// </remarks>
public sealed class PublishedHksjCoverageTests
{
    private const int DataSets = 20_000, Arm = 50;
    private const double Effect = 0.2, Z = 1.959963984540054;

    // Standard errors of the difference of two simulations of 20,000; the digits that are printed are all.
    private const double Errors = 4;

    /// <summary>I², studies, how many of them are large, estimator; then coverage, average width and its Monte Carlo error for HKSJ and for Wald (empty: not taken).</summary>
    public static TheoryData<double, int, int, PooledEstimator, double[], double[]> Table => new()
    {
        { 0, 10, 0, PooledEstimator.DerSimonianLaird, [0.95075, 0.278494107377023, 0.000473139980317818], [0.9606, 0.267182449667384, 0.000244714972410991] },
        { 0, 10, 0, PooledEstimator.Reml, [0.9508, 0.278418427216775, 0.000472926723319235], [0.96125, 0.267535116896218, 0.000244661726789313] },
        { 0, 3, 2, PooledEstimator.DerSimonianLaird, [0.94945, 0.372904555133307, 0.0017721597937445], [0.9621, 0.205163661407777, 0.000437445010792265] },
        { 0, 3, 2, PooledEstimator.Reml, [0.94945, 0.363675104241145, 0.00178962781784041], [] },
        { 0.3, 20, 2, PooledEstimator.DerSimonianLaird, [0.9285, 0.195341335111656, 0.000293686874169137], [] },
        { 0.3, 20, 2, PooledEstimator.Reml, [0.92775, 0.19433565389765, 0.000301177589659175], [] },
        { 0.6, 3, 0, PooledEstimator.DerSimonianLaird, [0.94915, 1.38685336622455, 0.00516478738834126], [0.8878, 0.6864076274501, 0.00194709496073945] },
        { 0.6, 3, 0, PooledEstimator.Reml, [0.94915, 1.38686815098202, 0.00516631077661768], [0.8877, 0.686185450129046, 0.00194348717087131] },
        { 0.6, 3, 1, PooledEstimator.DerSimonianLaird, [0.89615, 1.04984560174549, 0.00469852968525055], [0.7983, 0.502624806150491, 0.00193996638632035] },
        { 0.6, 3, 1, PooledEstimator.Reml, [0.89635, 1.04801178884842, 0.00475033899970966], [0.79595, 0.503566954336251, 0.00196712924143854] },
        { 0.6, 5, 1, PooledEstimator.DerSimonianLaird, [0.91085, 0.624903775723641, 0.00191246679719718], [0.85635, 0.449410912768841, 0.00127390675023157] },
        { 0.6, 5, 1, PooledEstimator.Reml, [0.9096, 0.623948180839758, 0.00195025096857471], [0.8567, 0.449718908404775, 0.00129106159693711] },
        { 0.9, 5, 2, PooledEstimator.DerSimonianLaird, [0.93885, 1.1563174542157, 0.00311785888009985], [0.8473, 0.803376908225677, 0.00260170714214091] },
        { 0.9, 5, 2, PooledEstimator.Reml, [0.9397, 1.16763641141183, 0.00312958236126316], [0.868, 0.825078282233976, 0.00220194496027461] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Intervals_UnequalStudies_CoverAndAreAsWideAsPublished(double heterogeneity, int studies, int large, PooledEstimator estimator, double[] hksj, double[] wald)
    {
        int[] arms = [.. Enumerable.Range(0, studies).Select(i => i < large ? 10 * Arm : Arm)];
        double tau = Math.Sqrt(arms.Average(n => 2.0 / n) * heterogeneity / (1 - heterogeneity)), t = StudentQuantile.Of(0.975, studies - 1);
        Interval byHksj = new(hksj), byWald = new(wald);
        double[] effects = new double[studies], variances = new double[studies];
        for (int set = 0; set < DataSets; set++)
        {
            var draws = new RandomDraws((ulong)((1000 * studies) + (100 * heterogeneity) + large), (ulong)set, 3);
            for (int i = 0; i < studies; i++)
            {
                effects[i] = Effect + (tau * draws.NextNormal()) + (Math.Sqrt(2.0 / arms[i]) * draws.NextNormal());
                variances[i] = 2 * draws.NextGamma(arms[i] - 1) / (arms[i] * (arms[i] - 1.0));
            }

            using var table = new StudyTable(effects, variances);
            PooledFit fit = PooledKernels.Fit(KernelPath.Scalar, estimator, table);
            byHksj.Add(fit.Mean, t * fit.HksjStandardError);
            byWald.Add(fit.Mean, Z * fit.StandardError);
        }

        byHksj.AssertAsPublished();
        byWald.AssertAsPublished();
    }

    /// <summary>What is counted of one interval, beside what is published of it.</summary>
    private sealed class Interval(double[] published)
    {
        private int _covered;
        private double _width;

        public void Add(double mean, double half)
        {
            _covered += Math.Abs(mean - Effect) <= half ? 1 : 0;
            _width += 2 * half;
        }

        public void AssertAsPublished()
        {
            if (published is [var coverage, var width, var widthError])
            {
                AssertNear(coverage, (double)_covered / DataSets, Math.Sqrt(coverage * (1 - coverage) / DataSets), "coverage");
                AssertNear(width, _width / DataSets, widthError, "width");
            }
        }

        private static void AssertNear(double expected, double found, double error, string what)
        {
            double band = Errors * Math.Sqrt(2) * error;
            Assert.True(Math.Abs(found - expected) <= band, $"{what}: {found} against {expected}, allowed {band}");
        }
    }
}
