using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>Coefficients, studies and subgroups.</content>
internal sealed partial class AnswerWriter
{
    private void WriteCoefficients(IReadOnlyList<Coefficient> coefficients) => Entries("coefficients", coefficients, coefficient =>
    {
        Text("name", coefficient.Name);
        Number("estimate", coefficient.Estimate.Value);
        Number("standardError", coefficient.Estimate.StandardError);
        WriteTestValues(coefficient.Estimate.Test);
        WriteLimits(coefficient.Estimate.Interval);
        if (coefficient.LikelihoodRatio is { } ratio)
        {
            WriteTest("likelihoodRatio", ratio);
        }
    });

    private void WriteCovariance(IReadOnlyList<IReadOnlyList<double>> covariance) => Array("covariance", covariance, row =>
    {
        json.WriteStartArray();
        foreach (var value in row)
        {
            NumberValue(value);
        }

        json.WriteEndArray();
    });

    private void WriteStudies(IReadOnlyList<StudyEstimate> studies) => Entries("studies", studies, study =>
    {
        Text("study", study.Study);
        Count("events", study.Events);
        Count("total", study.Total);
        WriteEstimate(study.Estimate);
        Number("effect", study.Effect);
        Number("variance", study.Variance);
        Number("weight", study.Weight);
    });

    private void WriteSubgroups(PooledEffect effect)
    {
        Entries("subgroups", effect.Subgroups, subgroup =>
        {
            Text("level", subgroup.Level);
            Count("k", subgroup.Effect.StudyCount);
            WritePooled("pooled", subgroup.Effect);
            WritePrediction("prediction", subgroup.Effect.Prediction);
            WriteHeterogeneity("heterogeneity", subgroup.Effect.Heterogeneity);
        });
        if (effect.SubgroupContrasts.Count > 0)
        {
            Entries("subgroupContrasts", effect.SubgroupContrasts, contrast =>
            {
                Text("level", contrast.Level);
                Text("reference", contrast.Reference);
                Object("logOddsRatio", () => WriteEstimate(contrast.LogOddsRatio));
                Object("oddsRatio", () => WriteEstimate(contrast.OddsRatio));
                Object("difference", () => WriteEstimate(contrast.Difference));
                Number("probabilityGreater", contrast.ProbabilityGreater);
            });
        }

        if (effect.SubgroupTest is { } test)
        {
            WriteTest("subgroupTest", test);
        }
        else
        {
            json.WriteNull("subgroupTest");
        }
    }
}
