namespace CarTEvidence.MetaAnalysis;

/// <summary>What is done where the Hartung–Knapp–Sidik–Jonkman interval is narrower than a classic one.</summary>
/// <remarks>It can be, by chance, with few studies that happen to agree. The rules are those of R's meta (<c>adhoc.hakn.ci</c>).</remarks>
public enum HksjAdHocRule
{
    /// <summary>Nothing: the interval stands as it is.</summary>
    None,

    /// <summary>The standard error is never below the classic one, with t quantiles (<c>se</c>; the floor of 1 that metafor calls <c>adhoc</c>). Röver, Knapp and Friede, doi:10.1186/s12874-015-0091-1.</summary>
    StandardError,

    /// <summary>The classic interval, with normal quantiles, where it is the wider one (<c>ci</c>). Jackson et al., doi:10.1002/sim.7411.</summary>
    WiderInterval,

    /// <summary>The classic standard error, with t quantiles, where the interval is narrower than the classic DerSimonian–Laird one (<c>IQWiG6</c>). IQWiG, General Methods, version 6, 2020.</summary>
    Iqwig6,
}
