namespace CarTEvidence.Resampling;

/// <summary>Which likelihood of tau² a kernel maximises; a type, so that the choice costs nothing in the loop.</summary>
internal interface ILikelihood
{
    /// <summary>Whether the likelihood is the restricted one.</summary>
    static abstract bool IsRestricted { get; }
}

/// <summary>The likelihood of the residuals (REML).</summary>
internal readonly struct RestrictedLikelihood : ILikelihood
{
    public static bool IsRestricted => true;
}

/// <summary>The likelihood of the data, the mean profiled out (ML).</summary>
internal readonly struct FullLikelihood : ILikelihood
{
    public static bool IsRestricted => false;
}
