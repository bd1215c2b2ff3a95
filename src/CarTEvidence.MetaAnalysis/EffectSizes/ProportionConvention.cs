namespace CarTEvidence.MetaAnalysis;

/// <summary>How a zero correction enters raw and log proportions, risk ratios, risk differences and Peto's odds ratio; the other measures agree everywhere.</summary>
public enum ProportionConvention
{
    /// <summary>metafor's escalc: what is added goes to the events and to the non-events, so the total grows by twice that, and effect and variance see the same counts.</summary>
    Escalc,

    /// <summary>
    /// R's meta: of log proportions the total grows by what is added once, and a study in which all had the event keeps its effect, 0; of raw proportions only the
    /// variance is corrected. Of risk ratios each total grows by what is added once, of risk differences only the variance is
    /// corrected, and Peto's odds ratio is not.
    /// </summary>
    Meta,
}
