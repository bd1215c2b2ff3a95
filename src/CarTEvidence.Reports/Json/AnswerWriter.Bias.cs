using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>Small-study effects: an empty object unless asked for.</content>
internal sealed partial class AnswerWriter
{
    private void WriteBias(PooledEffect effect, AnswerFrame frame)
    {
        if (!frame.Parts.HasFlag(AnswerParts.Bias))
        {
            return;
        }

        FunnelData data;
        try
        {
            data = FunnelData.FromPooledEffect(effect);
        }
        catch (ArgumentException undefined)
        {
            _partNotes.Add($"bias is empty: {undefined.Message}");
            return;
        }

        WriteBiasTests([.. Tests(data, effect.Level), .. frame.BiasTests]);
        WriteTrimAndFill(data, effect);
        Entries("failSafeN", [.. Enum.GetValues<FailSafeMethod>().Select(method => SmallStudyEffects.FailSafeN(data, method))], result =>
        {
            Text("method", Kebab(result.Method));
            Number("n", result.Studies);
            Number("pValue", result.PValue);
            Number("target", result.Target);
        });
        WriteSelectionModels(data, effect.Level);
        WriteLimit(SmallStudyEffects.LimitMetaAnalysis(data, level: effect.Level));
        WritePetPeese(SmallStudyEffects.PetPeese(data, effect.Level));
        Number("lfk", SmallStudyEffects.Doi(data).LfkIndex);
        WriteExcess(SmallStudyEffects.ExcessSignificance(data));
    }

    private static IEnumerable<SmallStudyTest> Tests(FunnelData data, double level)
    {
        var predictors = Enum.GetValues<FunnelPredictor>()
            .Where(predictor => data.HasSize || predictor is FunnelPredictor.StandardError or FunnelPredictor.Variance);
        foreach (var predictor in predictors)
        {
            yield return SmallStudyEffects.EggerMixed(data, predictor, level: level);
            yield return SmallStudyEffects.EggerClassic(data, predictor, level);
        }

        yield return SmallStudyEffects.Begg(data);
        yield return SmallStudyEffects.Begg(data, exact: false);
        yield return SmallStudyEffects.ThompsonSharp(data, level: level);
    }

    private void WriteBiasTests(IReadOnlyList<SmallStudyTest> tests)
    {
        Entries("tests", tests, test =>
        {
            Text("test", test.Name);
            Text("predictor", test.Predictor is { } predictor ? Kebab(predictor) : null);
            Number("statistic", test.Test.Statistic);
            Number("df", test.Test.DegreesOfFreedom);
            Number("pValue", test.Test.PValue);
            Number("estimate", test.Estimate);
            Number("standardError", test.StandardError);
        });
        _partNotes.AddRange(tests.SelectMany(test => test.Notes).Distinct());
    }

    private void WriteTrimAndFill(FunnelData data, PooledEffect effect)
    {
        var options = TrimAndFillOptions.Default with
        {
            TauSquared = effect.Model == PoolingModel.Common ? null : effect.TauSquaredEstimator ?? TauSquaredEstimator.Reml,
            Level = effect.Level,
        };
        TrimAndFill[] results = [.. Enum.GetValues<TrimAndFillEstimator>().Select(estimator => SmallStudyEffects.TrimAndFill(data, options with { Estimator = estimator }))];
        Entries("trimAndFill", results, result =>
        {
            Text("estimator", result.Estimator.ToString());
            Text("side", Kebab(result.Side));
            Count("missing", result.Missing);
            Object("transformed", () => WriteTransformedOrNulls(result.Adjusted));
            Number("tau2", result.TauSquared);
        });
        _partNotes.AddRange(results.SelectMany(result => result.Notes).Distinct());
    }

    private void WriteSelectionModels(FunnelData data, double level)
    {
        SelectionModel[] models =
        [
            .. Enum.GetValues<SelectionFunction>()
                .Select(function => SmallStudyEffects.SelectionModel(data, SelectionModelOptions.Default with { Function = function, Level = level })),
        ];
        Entries("selectionModels", models, model =>
        {
            Text("function", Kebab(model.Function));
            Text("alternative", Kebab(model.Alternative));
            Object("transformed", () => WriteTransformedOrNulls(model.Adjusted));
            Number("tau2", model.TauSquared);
            Array("delta", [.. model.Delta.Select(d => (double?)d)], NumberValue);
            Number("logLikelihood", model.LogLikelihood);
            WriteTest("likelihoodRatio", model.LikelihoodRatio);
            json.WriteBoolean("converged", model.Converged);
        });
        _partNotes.AddRange(models.SelectMany(model => model.Notes).Distinct());
    }

    private void WriteLimit(LimitMetaAnalysis limit) => Object("limitMetaAnalysis", () =>
    {
        Object("transformed", () => WriteTransformedOrNulls(limit.Adjusted));
        Number("intercept", limit.Intercept);
        Number("slope", limit.Slope);
        Number("tau2", limit.TauSquared);
        WriteTest("smallStudyTest", limit.SmallStudyTest);
        WriteTest("residualTest", limit.ResidualTest);
    });

    private void WritePetPeese(PetPeese result) => Object("petPeese", () =>
    {
        Object("pet", () => WriteTransformedOrNulls(result.Pet));
        Object("peese", () => WriteTransformedOrNulls(result.Peese));
        Text("leads", result.UsesPeese switch { true => "peese", false => "pet", null => null });
    });

    private void WriteExcess(ExcessSignificance result) => Object("excessSignificance", () =>
    {
        Count("observed", result.Observed);
        Number("expected", result.Expected);
        Number("pValue", result.PValue);
        Number("chiSquaredPValue", result.ChiSquaredPValue);
    });

    private void WriteTransformedOrNulls(TransformedEstimate? estimate) =>
        WriteTransformed(estimate ?? new TransformedEstimate(null, null, null, new TestResult(null, null, null)));

    // Enumerations without a name table: their own words, StandardError as standard-error.
    private static string Kebab<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
