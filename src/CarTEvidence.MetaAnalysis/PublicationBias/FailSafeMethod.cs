namespace CarTEvidence.MetaAnalysis;

/// <summary>Which conclusion the hidden studies of a fail-safe N are to overturn.</summary>
public enum FailSafeMethod
{
    /// <summary>Stouffer's one-sided combined p-value. doi:10.1037/0033-2909.86.3.638.</summary>
    Rosenthal,

    /// <summary>The average effect falls to a target. doi:10.3102/10769986008002157.</summary>
    Orwin,

    /// <summary>The two-sided p-value of the common effect. doi:10.1111/j.0014-3820.2005.tb01004.x.</summary>
    Rosenberg,

    /// <summary>The two-sided p-value of the random-effects mean.</summary>
    General,
}
