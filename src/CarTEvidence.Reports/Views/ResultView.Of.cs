using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;
using CarTEvidence.Resampling;

namespace CarTEvidence.Reports;

/// <content>What each result shows.</content>
public sealed partial record ResultView
{
    /// <summary>The view of any result, table or figure of these libraries.</summary>
    /// <param name="result">The result.</param>
    /// <returns>Its view; <c>null</c> for an object of another kind.</returns>
    /// <remarks>Notebook kernels that do not know the by-name convention are given this: see the README.</remarks>
    public static ResultView? Of(object? result) => result switch
    {
        ResultView view => view,
        PooledOutcome pooled => OutcomeViews.Of(pooled),
        PooledEffect effect => OutcomeViews.Of(effect),
        SubgroupResult subgroup => OutcomeViews.Of(subgroup.Effect, subgroup.Level),
        ResultSummary summary => new() { Title = summary.Title, Sentence = summary.Method, Tables = summary.Tables, Notes = summary.Notes },
        ResultTable table => new() { Title = table.Title, Tables = [table] },
        Figure figure => new() { Title = figure.Title, Figures = [figure] },
        EvidenceBase evidence => EvidenceViews.Of(evidence),
        OutcomeData data => EvidenceViews.Of(data),
        OverlapAudit audit => EvidenceViews.Of(audit),
        EvidenceReadResult read => EvidenceViews.Of(read),
        EvidenceReport report => EvidenceViews.Of(report),
        StudySensitivities steps => DiagnosticViews.Of(steps),
        StudyInfluences influences => DiagnosticViews.Of(influences),
        SmallStudyTest test => DiagnosticViews.Of(test),
        TrimAndFill filled => DiagnosticViews.Of(filled),
        BootstrapReplicates replicates => ResamplingViews.Of(replicates, Measure.Generic),
        BootstrapInterval interval => ResamplingViews.Of(interval),
        SubsetCloud cloud => ResamplingViews.Of(cloud, Measure.Generic, null),
        PermutationResult permutation => RandomizationViews.Of(permutation),
        RegressionPermutation permutation => RandomizationViews.Of(permutation),
        WildTest wild => RandomizationViews.Of(wild),
        WildBootstrapRegression wild => RandomizationViews.Of(wild),
        JackknifeResult jackknife => ResamplingViews.Of(jackknife),
        SimulationResult simulation => ResamplingViews.Of(simulation),
        TwoArmSimulationResult simulation => ResamplingViews.Of(simulation),
        MethodAuditResult audit => ResamplingViews.Of(audit),
        SpecificationCurve curve => SpecificationViews.Of(curve),
        _ => null,
    };
}
