using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports.Tests.Sensitivity;

public class SensitivityAnalysesTests
{
    private static readonly PooledOutcome Relapse = EvidenceBase.Bundled.Pool(Outcome.Relapse);

    private static readonly IReadOnlyList<SensitivityAnalysis> Analyses = SensitivityAnalyses.Of(EvidenceBase.Bundled, Relapse, ProportionOptions.Default);

    [Fact]
    public void Of_BeginsWithTheReportsOwnAnswer()
    {
        Assert.Equal("This report", Analyses[0].Group);
        Assert.Same(Relapse.Effect, Analyses[0].Effect);
        Assert.Equal(Relapse.Effect.Leading, Analyses[0].Quoted);
    }

    [Fact]
    public void Of_OtherMethods_PoolTheSameCounts()
    {
        var others = Analyses.Where(a => a.Group == "Same data, other methods").ToArray();

        Assert.Equal([PoolingModel.BayesianBinomialNormal, PoolingModel.BetaBinomial, PoolingModel.Random, PoolingModel.Random], others.Select(a => a.Effect.Model));
        Assert.All(others, a => Assert.Equal((Relapse.Effect.Events, Relapse.Effect.Total), (a.Effect.Events, a.Effect.Total)));
    }

    [Fact]
    public void Of_OtherData_EachDiffersFromTheReports() => Assert.All(
        Analyses.Where(a => a.Group == "Same method, other data"),
        a => Assert.NotEqual((Relapse.Effect.StudyCount, Relapse.Effect.Total), (a.Effect.StudyCount, a.Effect.Total)));

    [Fact]
    public void Of_LeavingOneOut_FindsTheExtremes()
    {
        double[] without =
        [
            .. Enumerable.Range(0, Relapse.Effect.StudyCount)
                .Select(left => Pooling.Proportions(new ProportionData(Relapse.Data.Proportions.Where((_, i) => i != left))).Pooled.Value!.Value),
        ];

        Assert.Equal(without.Min(), Analyses.Single(a => a.Name.StartsWith("One arm left out, lowest", StringComparison.Ordinal)).Quoted.Value);
        Assert.Equal(without.Max(), Analyses.Single(a => a.Name.StartsWith("One arm left out, highest", StringComparison.Ordinal)).Quoted.Value);
    }

    [Fact]
    public void Of_AnotherModelAsked_SetsTheDefaultBesideIt()
    {
        var options = new ProportionOptions { Model = ProportionModel.Random, TauSquared = TauSquaredEstimator.DerSimonianLaird };
        var analyses = SensitivityAnalyses.Of(EvidenceBase.Bundled, EvidenceBase.Bundled.Pool(Outcome.Relapse, options), options);

        Assert.Equal(
            [PoolingModel.BinomialNormal, PoolingModel.BayesianBinomialNormal, PoolingModel.BetaBinomial, PoolingModel.Random],
            analyses.Where(a => a.Group == "Same data, other methods").Select(a => a.Effect.Model));
    }

    [Fact]
    public void Of_WhereTheAverageLeads_QuotesItWhereverItIsDefined()
    {
        var remission = EvidenceBase.Bundled.Pool(Outcome.Remission);
        var analyses = SensitivityAnalyses.Of(EvidenceBase.Bundled, remission, ProportionOptions.Default);

        Assert.True(remission.Effect.MarginalLeads);
        Assert.All(analyses, a => Assert.Equal(a.Effect.Marginal ?? a.Effect.Pooled, a.Quoted));
        Assert.Contains(analyses, a => a.Name.StartsWith("Overlapping reports kept", StringComparison.Ordinal) && a.Effect.StudyCount > remission.Effect.StudyCount);
        Assert.Contains(analyses, a => a.Name == "Single patients left out" && a.Effect.Studies.All(study => study.Total > 1));
    }
}
