using CarTEvidence.Plots.Axes;

namespace CarTEvidence.Plots.Tests.Axes;

public class NiceNumbersTests
{
    [Theory]
    [InlineData(100, 5, 20)]
    [InlineData(100, 4, 25)]
    [InlineData(1, 5, 0.2)]
    [InlineData(0.0007, 5, 0.0002)]
    [InlineData(23000, 5, 5000)]
    public void Step_CrossesTheSpanInAtMostSoMany(double span, int steps, double expected) => Assert.Equal(expected, NiceNumbers.Step(span, steps), 12);

    [Fact]
    public void Linear_NegativeToPositive_IncludesZero() => Assert.Equal([-0.4, -0.2, 0, 0.2, 0.4, 0.6], NiceNumbers.Linear(-0.5, 0.61, 6));

    [Theory]
    [InlineData(0.09, 11, 7, new[] { 0.1, 0.2, 0.5, 1, 2, 5, 10 })]
    [InlineData(0.01, 100, 5, new[] { 0.01, 0.1, 1, 10, 100 })]
    [InlineData(1e-6, 1e6, 5, new[] { 1e-6, 1e-3, 1, 1e3, 1e6 })]
    public void Logarithmic_FitsTheNumberAskedFor(double lower, double upper, int most, double[] expected)
    {
        var ticks = NiceNumbers.Logarithmic(lower, upper, most);
        Assert.Equal(expected.Length, ticks.Count);
        Assert.All(expected.Zip(ticks), pair => Assert.Equal(1, pair.First / pair.Second, 12));
    }

    [Fact]
    public void Ticks_PerCent_AreLabelledInPerCent() =>
        Assert.Equal(["0", "20", "40", "60", "80", "100"], new PlotAxis(0, 1) { PrintFactor = 100 }.Ticks(6).Select(tick => tick.Label));
}
