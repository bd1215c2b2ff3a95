using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Models.BayesianBinomialNormal;

public class PosteriorDensityTests
{
    /// <summary>The quadrature against distributions known in closed form, relative.</summary>
    private const double ClosedForm = 1e-6;

    /// <summary>Simpson's rule over a thousand points against quantiles that are good to 1e-8.</summary>
    private const double Integral = 1e-5;

    private static readonly ProportionData Studies = new(["A", "B", "C", "D", "E"], [3, 11, 7, 0, 5], [10, 14, 8, 6, 9]);

    private static PooledEffect Fit(ProportionData data, double? tau = null) => Pooling.Proportions(
        data,
        new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal, Priors = tau is { } scale ? new() { Tau = new HalfNormalPrior(scale) } : new() });

    [Theory]
    [InlineData(PosteriorQuantity.TypicalStudy)]
    [InlineData(PosteriorQuantity.Average)]
    [InlineData(PosteriorQuantity.NewStudy)]
    public void PosteriorDensity_TauHeldNearZero_IsTheBetaDensityOfThePooledCounts(PosteriorQuantity quantity)
    {
        double[] at = [0.3, 0.45, 0.5, 0.6, 0.75];
        var density = Fit(new ProportionData(["A", "B"], [3, 11], [10, 14]), 1e-5).PosteriorDensity(quantity, at);
        var beta = new MathNet.Numerics.Distributions.Beta(14.5, 10.5);
        for (var i = 0; i < at.Length; i++)
        {
            Near.Equal(beta.Density(at[i]), density[i], ClosedForm, what: $"{quantity} at {at[i]}");
        }
    }

    [Theory]
    [InlineData(PosteriorQuantity.TypicalStudy)]
    [InlineData(PosteriorQuantity.Average)]
    [InlineData(PosteriorQuantity.NewStudy)]
    [InlineData(PosteriorQuantity.Tau)]
    public void PosteriorDensity_OverTheInterval_IntegratesToItsLevel(PosteriorQuantity quantity)
    {
        var effect = Fit(Studies);
        var interval = quantity switch
        {
            PosteriorQuantity.TypicalStudy => effect.Posterior!.EqualTailed,
            PosteriorQuantity.Average => effect.Marginal!.Interval!.Value,
            PosteriorQuantity.NewStudy => effect.Posterior!.Predictive.Interval!.Value,
            _ => effect.Posterior!.Tau,
        };
        const int Steps = 1000;
        var step = interval.Width / Steps;
        var density = effect.PosteriorDensity(quantity, [.. Enumerable.Range(0, Steps + 1).Select(i => interval.Lower + i * step)]);
        var sum = density.Select((d, i) => d * (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2)).Sum() * step / 3;
        Assert.Equal(0.95, sum, Integral);
    }

    [Fact]
    public void TauPriorDensity_IsThePriors()
    {
        var density = Fit(Studies).TauPriorDensity([0, 0.5, 2]);
        Assert.Equal([2 / Math.Sqrt(2 * Math.PI), 2 * Normal(0.5), 2 * Normal(2)], density, (a, b) => Math.Abs(a - b) < 1e-12);
        static double Normal(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
    }

    [Theory]
    [InlineData(PosteriorQuantity.TypicalStudy, 0)]
    [InlineData(PosteriorQuantity.NewStudy, 1)]
    [InlineData(PosteriorQuantity.Average, double.NaN)]
    [InlineData(PosteriorQuantity.Tau, -0.1)]
    public void PosteriorDensity_ImpossibleValue_IsRefusedByValue(PosteriorQuantity quantity, double value) =>
        Assert.Contains(FormattableString.Invariant($"{value}"), Assert.Throws<ArgumentException>(() => Fit(Studies).PosteriorDensity(quantity, [value])).Message, StringComparison.Ordinal);

    [Fact]
    public void PosteriorDensity_ModelWithoutPriors_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => Pooling.Proportions(Studies).PosteriorDensity(PosteriorQuantity.Tau, [1]));

    [Fact]
    public void At_OfAPolynomial_IsExactBetweenThePoints()
    {
        var grid = new PanelGrid(-1, 2, 3);
        static double Cubic(double x) => x * x * x - 2 * x + 0.25;
        var values = Array.ConvertAll(grid.Points, Cubic);
        Assert.All((double[])[-1, -0.3, 0.2, 1, 1.999, 2], x => Assert.Equal(Cubic(x), grid.At(x, values), 1e-12));
        Assert.Equal(0, grid.At(2.001, values));
    }
}
