namespace CarTEvidence.Plots;

/// <summary>Whose habits a forest plot follows in columns, words, notation and colours.</summary>
public enum ForestJournal
{
    /// <summary>Our own: counts, plot, estimate, weight.</summary>
    House,

    /// <summary>JAMA: source, estimate and counts at the left, the plot at the right, <c>84.2 (61.3-94.9)</c>, <c>P = .16</c>.</summary>
    Jama,

    /// <summary>RevMan 5: events, total, weight and estimate at the left, the plot at the right, <c>Total (95% CI)</c>.</summary>
    RevMan,

    /// <summary>The BMJ: counts, plot, weight, estimate, <c>84.2 (61.3 to 94.9)</c>.</summary>
    Bmj,

    /// <summary>The Lancet: our columns, <c>84·2 (61·3–94·9)</c> with raised decimal points.</summary>
    Lancet,
}
