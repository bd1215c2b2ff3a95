using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports.Tests.Methods;

public class MethodsTextTests
{
    private static readonly MethodsFacts Facts = new(
        "3 arms of 3 reports", string.Empty, [("Remission", Effects.Remission)], false, ["disease"], StudyIntervalMethod.ClopperPearson, ZeroCorrection.Half, OverlapPolicy.Resolve, 2, false, "0.1.0");

    [Fact]
    public void Compose_CitesInOrderOfFirstMentionAndNothingElse()
    {
        var (paragraphs, references) = MethodsText.Compose(Facts);

        var text = string.Join(' ', paragraphs);
        Assert.Equal([Literature.Hamza2008, Literature.Stijnen2010, Literature.TrefethenWeideman2014], references.Take(3));
        Assert.Equal(references.Count, references.Distinct().Count());
        Assert.All(Enumerable.Range(1, references.Count), n => Assert.True(text.Contains($"[{n}]", StringComparison.Ordinal) || text.Contains($"[{n},", StringComparison.Ordinal) || text.Contains($", {n}]", StringComparison.Ordinal), $"reference {n} is not cited"));
    }

    [Fact]
    public void Compose_SaysWhatWasDoneToTheseData()
    {
        var text = string.Join('\n', MethodsText.Compose(Facts).Paragraphs);

        Assert.Contains("2 arms were left out", text, StringComparison.Ordinal);
        Assert.Contains("profile likelihood", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ASTCT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Where no patient, or every patient", text, StringComparison.Ordinal);
        Assert.Contains("This was not needed", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_AtTheBoundaryAndWhereTheAverageLeads_NamesTheOutcomes()
    {
        var none = Effects.Remission with { Events = 0, Marginal = null };
        var facts = Facts with { Analyses = [("CRS grade ≥ 3", none), ("Relapse", Effects.Remission with { MarginalLeads = true })], Graded = true };

        var (paragraphs, references) = MethodsText.Compose(facts);

        var text = string.Join('\n', paragraphs);
        Assert.Contains("had the event (CRS grade ≥ 3)", text, StringComparison.Ordinal);
        Assert.Contains("Here this holds for: Relapse.", text, StringComparison.Ordinal);
        Assert.Equal(Literature.Lee2019, references[0]);
        Assert.Contains(Literature.ClopperPearson1934, references);
    }

    [Fact]
    public void Compose_BayesianModel_SaysCredible()
    {
        var posterior = Effects.Remission with { Model = PoolingModel.BayesianBinomialNormal, IntervalMethod = IntervalMethod.EqualTailed };

        var text = string.Join('\n', MethodsText.Compose(Facts with { Analyses = [("Remission", posterior)] }).Paragraphs);

        Assert.Contains("Credible intervals are 95%", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Confidence intervals", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_OtherModels_NamesScaleEstimatorAndInterval()
    {
        var random = Effects.Remission with { Model = PoolingModel.Random, TauSquaredEstimator = TauSquaredEstimator.DerSimonianLaird, IntervalMethod = IntervalMethod.Hksj, Marginal = null };

        var text = string.Join('\n', MethodsText.Compose(Facts with { Analyses = [("Remission", random)] }).Paragraphs);

        Assert.Contains("on the logit scale, tau² by DerSimonian–Laird", text, StringComparison.Ordinal);
        Assert.Contains("0.5 was added to the events and to the non-events of studies with a zero cell", text, StringComparison.Ordinal);
        Assert.Contains("by HKSJ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("expit", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_WithSensitivityAnalyses_SaysWhichAndCitesThem()
    {
        var (paragraphs, references) = MethodsText.Compose(Facts with { Sensitivity = true });

        Assert.Contains("each arm left out in turn", string.Join('\n', paragraphs), StringComparison.Ordinal);
        Assert.Contains("10.1016/0197-2456(86)90046-2", references.Select(reference => reference.Doi));
    }

    [Theory]
    [InlineData(OverlapPolicy.Keep, "may be counted more than once")]
    [InlineData(OverlapPolicy.Fail, "none did")]
    public void Compose_OverlapPolicy_IsStated(OverlapPolicy policy, string expected) =>
        Assert.Contains(expected, string.Join('\n', MethodsText.Compose(Facts with { Policy = policy }).Paragraphs), StringComparison.Ordinal);
}
