using CarTEvidence.Plots;

namespace CarTEvidence.Reports;

/// <summary>The first benefit of a report against each of its harms.</summary>
internal static class BenefitRiskContent
{
    private const string Id = "benefit-risk";

    /// <summary>One plane a harm; none without a benefit, or without a harm.</summary>
    public static IReadOnlyList<ReportFigure> Figures(IReadOnlyList<ReportAnalysis> overall)
    {
        var pooled = overall.Select(analysis => analysis.Pooled).OfType<PooledOutcome>().ToArray();
        if (pooled.FirstOrDefault(result => result.Outcome.Direction == OutcomeDirection.Benefit) is not { } benefit)
        {
            return [];
        }

        return
        [
            .. pooled.Where(harm => harm.Outcome.Direction == OutcomeDirection.Harm).Select(harm => new ReportFigure(
                $"{Id}-{Slug.Of(harm.Outcome.Name)}",
                harm.Outcome.Label,
                $"{benefit.Outcome.Label} against {harm.Outcome.Label}",
                benefit.BenefitRiskPlot(harm),
                FigureTables.Both(benefit, harm))
            {
                Remark = "The box is where both intervals hold; of two 95% intervals it holds the pair with at least 90% confidence, whatever ties benefit and harm.",
            }),
        ];
    }

    /// <summary>The section; <c>null</c> without a figure.</summary>
    public static PageSection? Section(IReadOnlyList<ReportFigure> figures) => figures.Count == 0 ? null : new(
        Id,
        "Benefit and risk",
        "Each arm that reports both is a bubble, the pooled estimates with their intervals a cross. Up is better, right is worse; which patients had both, reports do not say.",
        [],
        [.. figures.Select(SectionContent.Panel)],
        null,
        [],
        [],
        []);
}
