using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.MethodAudit;

public sealed class ProportionMethodsTests
{
    // The shared grid of the Bayesian methods is promised to 1e-4 in the proportion.
    private const double Grid = 1e-4;
    private const double Rounding = 1e-9;

    public static TheoryData<double, double, int[]> Designs => new()
    {
        { 3.5, 0.6, [5, 9, 1, 1, 14, 3] },
        { -4, 0, [2, 1, 1, 8, 15] },
        { 0.3, 2, [30, 60, 12, 8, 100] },
        { 2, 1, [1, 1, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(Designs))]
    public void BinomialNormal_EveryDataSet_IsWhatPoolingAnswers(double mean, double tau, int[] sizes) => Compare(
        mean, tau, sizes, Rounding,
        (ProportionMethods.BinomialNormal(), ProportionMethods.Of("typical", ProportionOptions.Default)),
        (ProportionMethods.BinomialNormal(PooledQuantity.Average), ProportionMethods.Of("average", ProportionOptions.Default, PooledQuantity.Average)));

    [Theory]
    [MemberData(nameof(Designs))]
    public void Bayesian_EveryDataSet_IsWhatPoolingAnswers(double mean, double tau, int[] sizes)
    {
        var options = ProportionOptions.Default with { Model = ProportionModel.BayesianBinomialNormal };
        Compare(
            mean, tau, sizes, Grid,
            (ProportionMethods.Bayesian(), ProportionMethods.Of("typical", options)),
            (ProportionMethods.Bayesian(quantity: PooledQuantity.Average), ProportionMethods.Of("average", options, PooledQuantity.Average)));
    }

    [Fact]
    public void Bayesian_ManyPatientsOrAnotherPrior_IsExploredInsteadOfTabled()
    {
        var priors = BinomialNormalPriors.Default with { Tau = HalfStudentPrior.Cauchy(0.5) };
        var options = ProportionOptions.Default with { Model = ProportionModel.BayesianBinomialNormal };
        Compare(1, 0.5, [400, 300], Rounding, (ProportionMethods.Bayesian(), ProportionMethods.Of("many", options)));
        Compare(1, 0.5, [4, 7, 9], Rounding, (ProportionMethods.Bayesian(priors), ProportionMethods.Of("Cauchy", options with { Priors = priors })));
    }

    [Fact]
    public void ProfileLikelihood_WithoutPenalty_IsTheDefaultAwayFromTheBoundaryAndNarrowerAtIt()
    {
        var (everywhere, standard) = (ProportionMethods.ProfileLikelihood(), ProportionMethods.BinomialNormal());
        var boundary = 0;
        Each(3, 0.5, [6, 9, 12, 15], data =>
        {
            var (ours, usual) = (everywhere.Answer(data), standard.Answer(data));
            if (data.IsAtBoundary)
            {
                boundary++;
                Assert.Equal(usual.Estimate, ours.Estimate);
                Assert.InRange(ours.Lower, usual.Lower, 1);
            }
            else if (Enumerable.Range(0, 4).Any(i => data.Events[i] > 0 && data.Events[i] < data.Totals[i]))
            {
                Assert.Equal(usual.Lower, ours.Lower, 1e-6);
                Assert.Equal(usual.Upper, ours.Upper, 1e-6);
            }
        });
        Assert.InRange(boundary, 1, 7);
    }

    [Fact]
    public void ProfileLikelihood_StrongPenalty_IsTheCommonProportion()
    {
        var homogeneous = ProportionMethods.ProfileLikelihood(1e-4);
        Each(0.5, 1, [20, 30, 25], data =>
        {
            var p = (double)data.Events.Sum() / data.Totals.Sum();
            Assert.Equal(p, homogeneous.Answer(data).Estimate, 1e-4);
        });
    }

    [Fact]
    public void PooledCounts_Interval_IsTheExactOneOfTheSum()
    {
        var method = ProportionMethods.PooledCounts(0.9);
        Assert.Equal(SimulationTarget.Average, method.Target);
        Each(1, 1, [4, 6], data =>
        {
            var interval = ProportionInterval.Compute(data.Events.Sum(), 10, StudyIntervalMethod.ClopperPearson, 0.9);
            Assert.Equal((interval.Lower, interval.Upper), (method.Answer(data).Lower, method.Answer(data).Upper));
        });
    }

    private static void Compare(double mean, double tau, int[] sizes, double tolerance, params (SimulationMethod Ours, SimulationMethod Pooling)[] pairs) => Each(mean, tau, sizes, data =>
    {
        foreach (var (ours, pooling) in pairs)
        {
            var (actual, expected) = (ours.Answer(data), pooling.Answer(data));
            Assert.Equal(ours.Target, pooling.Target);
            Assert.Equal(expected.Estimate, actual.Estimate, tolerance);
            Assert.Equal(expected.Lower, actual.Lower, tolerance);
            Assert.Equal(expected.Upper, actual.Upper, tolerance);
        }
    });

    /// <summary>Hands eight simulated data sets to a check; what it throws comes out of the run.</summary>
    private static void Each(double mean, double tau, int[] sizes, Action<SimulatedProportions> check) => Simulation.Run(
        new SimulationDesign(sizes, mean, tau * tau),
        [
            new("check", data =>
            {
                check(data);
                return MethodAnswer.None;
            }),
        ],
        new() { Replicates = 8, Threads = 1 });
}
