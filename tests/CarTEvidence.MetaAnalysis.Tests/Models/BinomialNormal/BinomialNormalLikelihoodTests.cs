using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BinomialNormal;

/// <summary>The likelihood that takes informative studies eight at a time, against the sum of studies one by one and against brute force.</summary>
public class BinomialNormalLikelihoodTests
{
    // What the quadrature promises for the log-likelihood of one study, relative to 1 + its size.
    private const double Accuracy = 1e-9;

    // Scores and informations of twenty thousand patients, which the studies one by one are made of, round to 1e-9 of their derivatives; with a billion patients to 1e-3.
    private const double RoundingAccuracy = 1e-8;
    private const long LargestOneByOne = 20_000;

    // From where the series begins to hold to a billion patients.
    private static readonly long[] Sizes = [130, 180, 250, 400, 1_000, LargestOneByOne, 3_000_000, 1_000_000_000];
    private static readonly double[] Shares = [0.03, 0.1, 0.35, 0.5, 0.62, 0.88, 0.97, 0.9999];

    public static TheoryData<double, double> Points => new()
    {
        { 0, 0.7 }, { 0.5, 0.2 }, { -2, 1.5 }, { 2, 3 }, { -6, 2 }, { 9, 30 }, { 0.4, 0.02 }, { 0, 1e-3 }, { -40, 0.1 }, { 3, 1e4 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Evaluate_StudiesOfEverySize_EqualsTheSumOfStudiesOneByOne(double mu, double tau)
    {
        var studies = Of([.. Studies().Pairs.Where(p => p.Total <= LargestOneByOne)]);
        var together = new BinomialNormalLikelihood(studies);
        var each = OneByOne(studies);

        // The second call begins at the modes that the first has found elsewhere.
        together.Evaluate(-mu, 2 * tau);
        AssertEqual(each.Evaluate(mu, tau), together.Evaluate(mu, tau), studies.Pairs.Length, RoundingAccuracy);
    }

    [Theory]
    [InlineData(0.4, 0.9)]
    [InlineData(-1.5, 0.15)]
    public void Evaluate_StudiesOfEverySize_EqualsBruteForce(double mu, double tau)
    {
        foreach (var (events, total) in Studies().Pairs)
        {
            AssertEqual(BruteForce(events, total, mu, tau), new BinomialNormalLikelihood(Of([(events, total)])).Evaluate(mu, tau), 1, Accuracy);
        }
    }

    [Theory]
    [InlineData(0.4, 0.9)]
    [InlineData(2, 0.3)]
    public void Evaluate_TwiceThePoints_TellsTheSame(double mu, double tau)
    {
        var studies = Studies();
        var likelihood = new BinomialNormalLikelihood(studies);
        var standard = likelihood.Evaluate(mu, tau);
        likelihood.Grid = QuadratureGrid.Fine;
        AssertEqual(likelihood.Evaluate(mu, tau), standard, studies.Pairs.Length, Accuracy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(7.5)]
    public void Evaluate_NoHeterogeneity_EqualsTheSumOfStudiesOneByOne(double mu)
    {
        var studies = Of([.. Studies().Pairs, (0, 12), (5, 5), (3, 9), (3, 9), (0, 1)]);
        AssertEqual(OneByOne(studies).Evaluate(mu, 0), new BinomialNormalLikelihood(studies).Evaluate(mu, 0), studies.Pairs.Length, Accuracy);
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(24, 24)]
    public void Evaluate_NoHeterogeneityAllOrNone_EqualsTheSumOfStudiesOneByOne(long events, long total)
    {
        var studies = Of([(events, total), (events == 0 ? 0 : 7, 7)]);
        AssertEqual(OneByOne(studies).Evaluate(1.2, 0), new BinomialNormalLikelihood(studies).Evaluate(1.2, 0), 2, Accuracy);
    }

    [Theory]
    [InlineData(0.3, 0.8)]
    [InlineData(0.3, 0.2)]
    public void Information_StudiesOfEverySize_IsThatOfBruteForce(double mu, double tau)
    {
        var studies = Of([.. Studies().Pairs, (0, 12), (3, 9)]);
        var likelihood = new BinomialNormalLikelihood(studies);
        var information = likelihood.Information(mu, tau);
        Assert.Equal(studies.Pairs.Length, information.Length);
        for (var i = 0; i < information.Length; i++)
        {
            var (events, total) = studies.Pairs[i];
            Assert.InRange(information[i] / -BruteForce(events, total, mu, tau).MuMu - 1, -RoundingAccuracy, RoundingAccuracy);
        }
    }

    /// <summary>Without the studies eight at a time, and with likelihood ratios sharper than rounding, this took minutes.</summary>
    [Fact]
    public void Fit_FiftyThousandDifferentLargeStudies_FindsWhatTheyWereMadeFrom()
    {
        const int Studies = 50_000;
        const double Mean = 0.5;
        const double Tau = 0.8;

        // Logits at the quantiles of the normal distribution, so that mean and tau are known to 1e-3, and sizes that differ all over.
        var total = Enumerable.Range(0, Studies).Select(i => 1_000 + (i * 7_919L % 900_000)).ToArray();
        var order = Enumerable.Range(0, Studies).Select(i => (int)(i * 31_337L % Studies)).ToArray();
        var events = total.Select((n, i) => (long)Math.Round(n / (1 + Math.Exp(-Mean - Tau * Normal((order[i] + 0.5) / Studies))))).ToArray();
        var effect = Pooling.Proportions(new ProportionData(Enumerable.Range(0, Studies).Select(i => $"{i}"), events, total));
        Assert.True(effect.Converged);
        Assert.InRange(effect.Transformed.Value!.Value, Mean - 1e-3, Mean + 1e-3);
        Assert.InRange(Math.Sqrt(effect.Heterogeneity.TauSquared!.Value), Tau - 1e-3, Tau + 1e-3);

        // So many studies have Wald's limits: tau / √k around the mean.
        var half = 1.959963984540054 * Math.Sqrt(effect.Heterogeneity.TauSquared!.Value / Studies);
        Assert.InRange((effect.Transformed.Interval!.Value.Upper - effect.Transformed.Value.Value) / half, 1 - 1e-3, 1 + 1e-3);
    }

    private static double Normal(double p) => NormalDistribution.UpperQuantile(1 - p);

    private static DistinctStudies Studies() => Of([.. Sizes.SelectMany(n => Shares.Select(p => ((long)(n * p), n)))]);

    private static DistinctStudies Of((long Events, long Total)[] pairs) =>
        new(new ProportionData(pairs.Select((_, i) => $"{i}"), pairs.Select(p => p.Events), pairs.Select(p => p.Total)));

    private static InterceptLikelihood<BinomialLikelihood, BinomialBranch> OneByOne(DistinctStudies studies) =>
        new([.. studies.Pairs.Select(p => new BinomialLikelihood(p.Events, p.Total))], studies.Counts);

    /// <summary>Value by the trapezoidal rule; derivatives as moments of u and u², from the density of the model alone.</summary>
    private static InterceptDerivatives BruteForce(long events, long total, double mu, double tau)
    {
        var study = new BinomialLikelihood(events, total);
        var value = PlainLikelihood.Trapezoidal(events, total, mu, tau);
        double Log(double u) => study.Value(mu + tau * u) - 0.5 * u * u - 0.5 * Math.Log(2 * Math.PI) - value;

        var centre = 0.0;
        var (low, high) = (-1e3, 1e3);
        for (var i = 0; i < 200; i++)
        {
            centre = 0.5 * (low + high);
            (low, high) = tau * study.Slope(mu + tau * centre).Score > centre ? (centre, high) : (low, centre);
        }

        var step = 0.2 / Math.Sqrt(1 + tau * tau * study.Slope(mu + tau * centre).Information);
        Span<double> moment = stackalloc double[5];
        for (var j = -120; j <= 120; j++)
        {
            var d = j * step;
            var weight = step * Math.Exp(Log(centre + d));
            for (var power = 0; power < 5; power++)
            {
                moment[power] += weight * Math.Pow(d, power);
            }
        }

        var (m1, m2, m3, m4) = (moment[1] / moment[0], moment[2] / moment[0], moment[3] / moment[0], moment[4] / moment[0]);
        var (spread, mixed, spread2) = (m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2);
        var u2 = centre * centre + 2 * centre * m1 + m2;
        return new InterceptDerivatives
        {
            Value = value,
            Mu = (centre + m1) / tau,
            Tau = (u2 - 1) / tau,
            MuMu = (spread - 1) / (tau * tau),
            MuTau = (2 * centre * spread + mixed - 2 * (centre + m1)) / (tau * tau),
            TauTau = (1 - 3 * u2 + 4 * centre * (centre * spread + mixed) + spread2) / (tau * tau),
        };
    }

    private static void AssertEqual(in InterceptDerivatives expected, in InterceptDerivatives actual, int studies, double accuracy)
    {
        void AssertNear(double one, double other) => Assert.InRange((other - one) / (studies + Math.Abs(one)), -accuracy, accuracy);
        AssertNear(expected.Value, actual.Value);
        AssertNear(expected.Mu, actual.Mu);
        AssertNear(expected.Tau, actual.Tau);
        AssertNear(expected.MuMu, actual.MuMu);
        AssertNear(expected.MuTau, actual.MuTau);
        AssertNear(expected.TauTau, actual.TauTau);
    }
}
