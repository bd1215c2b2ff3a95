using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>Does a result hold? The same data by other methods, and other data by the same method.</summary>
internal static class SensitivityAnalyses
{
    private const string Own = "This report";
    private const string Methods = "Same data, other methods";
    private const string Data = "Same method, other data";

    /// <summary>More arms than this and leaving each out in turn would take longer than the rest of the report; one arm then hardly matters.</summary>
    private const int MostLeftOut = 200;

    /// <summary>The report's own analysis, then every change that changes something and can be pooled.</summary>
    public static IReadOnlyList<SensitivityAnalysis> Of(EvidenceBase evidence, PooledOutcome main, ProportionOptions options)
    {
        var average = main.Effect.MarginalLeads;
        List<SensitivityAnalysis> analyses = [new(Own, SentenceOf(main.Effect), main.Effect, average)];
        analyses.AddRange(OtherMethods(options).Select(other => Pooling.Proportions(main.Data.Proportions, other)).Select(effect => new SensitivityAnalysis(Methods, SentenceOf(effect), effect, average)));
        foreach (var (name, selection) in OtherData(evidence, main))
        {
            if (selection.ArmsReporting(main.Outcome).Count > 0 && selection.Pool(main.Outcome, options) is { } pooled && !SameCounts(pooled, main))
            {
                analyses.Add(new(Data, name, pooled.Effect, average));
            }
        }

        analyses.AddRange(LeaveOneOut(main, options, average));
        return analyses;
    }

    private static string SentenceOf(PooledEffect effect) => effect.Model switch
    {
        PoolingModel.BinomialNormal => $"Binomial-normal, maximum likelihood ({effect.IntervalLabel()})",
        PoolingModel.BayesianBinomialNormal => $"Bayesian binomial-normal ({effect.Posterior?.Priors})",
        PoolingModel.BetaBinomial => $"Beta-binomial, maximum likelihood ({effect.IntervalLabel()})",
        PoolingModel.Random when effect.TauSquaredEstimator is { } tau =>
            $"Random effects on the {effect.Measure.Name}{(HasZeroCell(effect) ? ", ½ added to zero cells" : string.Empty)}; {MethodNames.TauSquaredEstimators[tau].Label}, {effect.IntervalLabel()}",
        _ => MethodSentence.Of(effect),
    };

    private static bool HasZeroCell(PooledEffect effect) => effect.Studies.Any(study => study.Events == 0 || study.Events == study.Total);

    private static IEnumerable<ProportionOptions> OtherMethods(ProportionOptions options)
    {
        ProportionOptions[] others =
        [
            new() { Level = options.Level },
            new() { Model = ProportionModel.BayesianBinomialNormal, Level = options.Level },
            new() { Model = ProportionModel.BetaBinomial, Level = options.Level },
            new() { Model = ProportionModel.Random, TauSquared = TauSquaredEstimator.Reml, Interval = IntervalMethod.Hksj, Level = options.Level },
            new() { Model = ProportionModel.Random, TauSquared = TauSquaredEstimator.DerSimonianLaird, Interval = IntervalMethod.Wald, Level = options.Level },
        ];
        return others.Where(other => other.Model != options.Model || (other.Model == ProportionModel.Random && other.TauSquared != options.TauSquared));
    }

    private static (string Name, EvidenceBase Selection)[] OtherData(EvidenceBase evidence, PooledOutcome main) =>
    [
        ("Single patients left out", evidence.Where(arm => main.Outcome.CountIn(arm) is { Evaluable: > 1 }, "more than one evaluable patient")),
        ("Numbers of low confidence left out", evidence.Where(arm => arm.Provenance.Confidence != Confidence.Low, "confidence not low")),
        ("Journal articles only", evidence.Where(arm => arm.Publication.Type == PublicationType.Article, "published as an article")),
        ("CAR-T cells only", evidence.Where(arm => arm.Construct.CellType == CellType.CarT, "CAR-T cells")),
        ("Overlapping reports kept (patients counted twice)", evidence.ResolveOverlaps(OverlapPolicy.Keep)),
    ];

    private static bool SameCounts(PooledOutcome one, PooledOutcome other) => one.Arms.Count == other.Arms.Count && one.Arms.SequenceEqual(other.Arms);

    /// <summary>Lowest and highest answer with one arm left out; none below three arms, where one left is no synthesis.</summary>
    private static IEnumerable<SensitivityAnalysis> LeaveOneOut(PooledOutcome main, ProportionOptions options, bool average)
    {
        var all = main.Data.Proportions;
        if (all.Count is < 3 or > MostLeftOut)
        {
            return [];
        }

        SensitivityAnalysis[] without =
        [
            .. Enumerable.Range(0, all.Count)
                .Select(left => (Name: all[left].Study, Effect: Pooling.Proportions(new ProportionData(all.Where((_, i) => i != left)), options)))
                .Select(one => new SensitivityAnalysis(Data, $"without {one.Name}", one.Effect, average))
                .Where(one => one.Quoted.Value is not null),
        ];
        var (lowest, highest) = (without.MinBy(one => one.Quoted.Value), without.MaxBy(one => one.Quoted.Value));
        return lowest is null || highest is null || lowest.Quoted.Value == highest.Quoted.Value
            ? []
            : [lowest with { Name = $"One arm left out, lowest: {lowest.Name}" }, highest with { Name = $"One arm left out, highest: {highest.Name}" }];
    }
}
