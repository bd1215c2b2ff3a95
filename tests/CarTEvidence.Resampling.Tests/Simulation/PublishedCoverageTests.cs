namespace CarTEvidence.Resampling.Tests.Simulation;

/// <summary>Wald intervals of DerSimonian and Laird for normal effects, against Friedrich, Adhikari and Beyene (2008), doi:10.1186/1471-2288-8-32, tables 3 and 7, columns "MD".</summary>
/// <remarks>
/// Their design: patients are normal with a standard deviation s of 40, the mean of the control arms being 100; effects of the studies are normal about 8 (0.2 s) with a standard deviation of 0 or 0.5 s;
/// the variance of a difference of means is estimated from its arms; 10,000 data sets a scenario. Printed are per cent without decimals.
/// </remarks>
public sealed class PublishedCoverageTests
{
    private const int DataSets = 10_000;
    private const double Deviation = 40, Effect = 8, Z = 1.959963984540054;

    // Half a digit of the table, and four standard errors of the difference of two shares of 10,000.
    private const double HalfDigit = 0.005, Errors = 4;

    // Arms, studies, then coverage and power in per cent without and with heterogeneity.
    public static TheoryData<int, int, int, int[]> Table => new()
    {
        { 10, 10, 5, [95, 15, 90, 15] },
        { 10, 10, 10, [95, 27, 92, 19] },
        { 10, 10, 30, [94, 66, 94, 39] },
        { 100, 100, 5, [96, 82, 88, 21] },
        { 100, 100, 10, [96, 99, 92, 27] },
        { 100, 100, 30, [96, 100, 94, 56] },
        { 14, 6, 5, [94, 15, 90, 14] },
        { 14, 6, 10, [94, 25, 92, 18] },
        { 14, 6, 30, [94, 59, 93, 36] },
        { 134, 66, 5, [96, 78, 88, 21] },
        { 134, 66, 10, [96, 98, 92, 27] },
        { 134, 66, 30, [96, 100, 94, 56] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Wald_MeanDifferences_CoversAndDetectsAsPublished(int treated, int control, int studies, int[] published)
    {
        for (int i = 0; i < 2; i++)
        {
            (double coverage, double power) = Simulate(treated, control, studies, i * 0.5 * Deviation, seed: (ulong)((1000 * treated) + (10 * studies) + i));
            AssertNear(published[2 * i] / 100.0, coverage, "coverage");
            AssertNear(published[(2 * i) + 1] / 100.0, power, "power");
        }

        static void AssertNear(double expected, double found, string what)
        {
            double band = HalfDigit + (Errors * Math.Sqrt(2 * found * (1 - found) / DataSets));
            Assert.True(Math.Abs(found - expected) <= band, $"{what}: {found} against {expected}, allowed {band}");
        }
    }

    private static (double Coverage, double Power) Simulate(int treated, int control, int studies, double tau, ulong seed)
    {
        int covered = 0, detected = 0;
        double[] y = new double[studies], v = new double[studies];
        for (int set = 0; set < DataSets; set++)
        {
            var draws = new RandomDraws(seed, (ulong)set, 1);
            for (int i = 0; i < studies; i++)
            {
                y[i] = Effect + (tau * draws.NextNormal()) + (Mean(ref draws, treated) - Mean(ref draws, control));
                v[i] = Variance(ref draws, treated) + Variance(ref draws, control);
            }

            using var table = new StudyTable(y, v);
            PooledFit fit = PooledKernels.Fit(KernelPath.Scalar, PooledEstimator.DerSimonianLaird, table);
            covered += Math.Abs(fit.Mean - Effect) <= Z * fit.StandardError ? 1 : 0;
            detected += Math.Abs(fit.Mean) > Z * fit.StandardError ? 1 : 0;
        }

        return (covered / (double)DataSets, detected / (double)DataSets);
    }

    private static double Mean(ref RandomDraws draws, int n) => Deviation * draws.NextNormal() / Math.Sqrt(n);

    /// <summary>The squared standard error of a mean as its sample estimates it: s² χ²/(n − 1)/n.</summary>
    private static double Variance(ref RandomDraws draws, int n) => Deviation * Deviation * 2 * draws.NextGamma((n - 1) / 2.0) / (n - 1) / n;
}
