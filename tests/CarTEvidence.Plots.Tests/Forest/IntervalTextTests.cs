using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Tests.Forest;

/// <summary>A Bayesian interval is called credible wherever a figure names it; a study's own stays a confidence interval.</summary>
public class IntervalTextTests
{
    private static readonly ProportionData Data = new(["A", "B", "C"], [1, 0, 3], [9, 7, 12]);

    private static readonly PooledEffect Bayes = Pooling.Proportions(Data, new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal, Level = 0.9 });

    private static readonly PooledEffect Likelihood = Pooling.Proportions(Data, new ProportionOptions { Level = 0.9 });

    [Fact]
    public void ForestPlot_BayesianFit_NamesBothIntervalsAndSaysWhatTheyAre()
    {
        var figure = Bayes.ForestPlot();

        Assert.Contains("% [90% CI/CrI]", Texts(figure));
        Assert.Contains(Texts(figure), text => text.StartsWith("CI: confidence interval of a study by itself; CrI:", StringComparison.Ordinal));
        Assert.Contains("90% credible interval", figure.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("confidence interval", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void LeaveOneOutPlot_BayesianFit_HasCredibleIntervalsAlone()
    {
        var figure = Bayes.LeaveOneOutPlot();

        Assert.Contains("% [90% CrI]", Texts(figure));
        Assert.DoesNotContain(Texts(figure), text => text.Contains("CI]", StringComparison.Ordinal));
    }

    [Fact]
    public void ForestPlot_BayesianBesideLikelihood_NamesEachItsOwn()
    {
        var texts = Texts(new ForestSeries[] { new("Likelihood", Likelihood), new("Bayesian", Bayes) }.ForestPlot());

        Assert.Contains("% [90% CI]", texts);
        Assert.Contains("% [90% CI/CrI]", texts);
    }

    [Fact]
    public void OrchardPlot_BayesianFit_SaysCredible() =>
        Assert.Contains(Texts(Bayes.OrchardPlot()), text => text.Contains("90% credible interval", StringComparison.Ordinal));

    [Fact]
    public void ForestPlot_Likelihood_SaysNothingOfCredibleIntervals()
    {
        var figure = Likelihood.ForestPlot();

        Assert.Contains("% [90% CI]", Texts(figure));
        Assert.DoesNotContain("CrI", figure.ToSvg(), StringComparison.Ordinal);
    }

    private static List<string> Texts(Figure figure) => [.. figure.Scene.Flatten().OfType<TextMark>().Select(text => text.Text)];
}
