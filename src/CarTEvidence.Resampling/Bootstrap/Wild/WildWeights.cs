namespace CarTEvidence.Resampling;

/// <summary>The multipliers of the residuals of a wild bootstrap: mean 0, variance 1.</summary>
public enum WildWeights
{
    /// <summary>−1 or 1, equally often: Davidson and Flachaire (2008), doi:10.1016/j.jeconom.2008.08.003. For ten clusters or more.</summary>
    Rademacher,

    /// <summary>±√½, ±1, ±√(3/2), equally often: Webb (2013), Reworking wild bootstrap based inference for clustered errors, Queen's Economics Department Working Paper 1315. For few clusters.</summary>
    Webb,

    /// <summary>(1 − √5)/2 with probability (√5 + 1)/(2√5), else (1 + √5)/2, which also keep the skewness: Mammen (1993), doi:10.1214/aos/1176349025.</summary>
    Mammen,
}
