namespace CarTEvidence.MetaAnalysis;

/// <summary>What stands for the size of a study in a regression test.</summary>
public enum FunnelPredictor
{
    /// <summary>Standard error (<c>sei</c>).</summary>
    StandardError,

    /// <summary>Sampling variance (<c>vi</c>).</summary>
    Variance,

    /// <summary>Sample size (<c>ni</c>).</summary>
    Size,

    /// <summary>Inverse of the sample size (<c>ninv</c>).</summary>
    InverseSize,

    /// <summary>Square root of the sample size (<c>sqrtni</c>).</summary>
    RootSize,

    /// <summary>Inverse of the square root of the sample size (<c>sqrtninv</c>).</summary>
    InverseRootSize,
}
