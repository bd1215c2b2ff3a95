using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>Figures of an outcome besides its forest plots: where the evidence lies, and what the result rests on.</summary>
internal static class OutcomeFigures
{
    /// <summary>Fewer studies cannot tell asymmetry from chance: Sterne et al. 2011.</summary>
    public const int FewestForAFunnel = 10;

    /// <summary>Fewer studies leave nothing to be compared when one is left out.</summary>
    private const int FewestForDeletion = 3;

    /// <summary>More refits than this would take longer than the rest of the report.</summary>
    private const int MostForDeletion = 200;

    /// <summary>Grades, map, diagnostics, funnel and flow: those that the outcome has.</summary>
    /// <param name="evidence">The arms, with their overlap policy.</param>
    /// <param name="pooled">The outcome overall.</param>
    /// <param name="sensitivity">Whether the figures of what the result rests on are wanted.</param>
    public static IReadOnlyList<ReportFigure> Of(EvidenceBase evidence, PooledOutcome pooled, bool sensitivity)
    {
        var outcome = pooled.Outcome;
        var name = Slug.Of(outcome.Name);
        List<ReportFigure> figures = [];
        if (outcome.AtLeastGrade == 1)
        {
            figures.Add(new($"{name}-grades", "By grade", "Worst grade, arm by arm", evidence.ToxicityPlot(outcome), FigureTables.Grades(pooled)));
        }

        figures.Add(new($"{name}-map", "Map", "Where the evidence lies", evidence.EvidenceMap(outcome), FigureTables.Map(pooled)));
        if (sensitivity)
        {
            figures.AddRange(Diagnostics(name, pooled));
        }

        if (pooled.Overlap.Dropped.Count > 0)
        {
            figures.Add(new($"{name}-overlap", "Overlap", "Reports left out because another has their patients", pooled.OverlapFlow(), OutcomeTables.Overlap(pooled.Overlap)!));
        }

        return figures;
    }

    /// <summary>Whether a funnel of these arms can mean anything.</summary>
    public static bool HasFunnel(PooledEffect effect) => effect.StudyCount >= FewestForAFunnel && !effect.IsAtBoundary();

    /// <summary>Whether leaving out one arm can change the answer and be seen.</summary>
    public static bool HasDeletion(PooledEffect effect) => effect.StudyCount is >= FewestForDeletion and <= MostForDeletion && !effect.IsAtBoundary();

    /// <summary>Why there is no funnel plot; <c>null</c> where there is one.</summary>
    public static string? NoFunnel(PooledEffect effect) => HasFunnel(effect) ? null
        : effect.IsAtBoundary()
            ? $"No funnel plot is drawn: {(effect.Events == 0 ? "no patient" : "every patient")} had the event, and the effect sizes of the arms then tell their numbers of patients and nothing else."
            : $"No funnel plot is drawn: with {Printed.Plural(effect.StudyCount, "arm")}, fewer than {FewestForAFunnel}, asymmetry cannot be told from chance.";

    private static IEnumerable<ReportFigure> Diagnostics(string name, PooledOutcome pooled)
    {
        if (HasDeletion(pooled.Effect))
        {
            var steps = pooled.Effect.LeaveOneOut();
            yield return new($"{name}-leave-one-out", "One left out", "Each arm left out in turn", steps.ForestPlot(), DiagnosticViews.Of(steps).Tables[0]);
        }

        var byVariance = pooled.Data.Pool(new() { Model = ProportionModel.Random, Interval = IntervalMethod.Hksj, Level = pooled.Effect.Level });
        if (HasDeletion(pooled.Effect))
        {
            var influences = byVariance.Effect.Influence();
            yield return new($"{name}-influence", "Influence", "How each arm sways the estimate", byVariance.Effect.InfluencePlot(), DiagnosticViews.Of(influences).Tables[0])
            {
                Remark = "Logits, ½ added where an arm has none or all with the event; random effects, tau² by REML.",
            };
        }

        if (HasFunnel(pooled.Effect))
        {
            var test = SmallStudyEffects.EggerMixed(byVariance.Effect, FunnelPredictor.InverseRootSize);
            yield return new($"{name}-funnel", "Funnel", "Are small studies different?", byVariance.FunnelPlot(), FigureTables.Funnel(byVariance.Effect))
            {
                Remark = string.Create(CultureInfo.InvariantCulture, $"Logits, ½ added where an arm has none or all with the event. Proportions near 0% or 100% lean by themselves; regression on the inverse root of the size, which does not: {Printed.P(test.Test.PValue)}."),
            };
        }
    }
}
