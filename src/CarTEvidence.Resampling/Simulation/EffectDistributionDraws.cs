namespace CarTEvidence.Resampling;

/// <summary>Draws of the standardised effect of a study.</summary>
internal static class EffectDistributionDraws
{
    /// <summary>A number of mean 0 and variance 1.</summary>
    public static double NextDeviation(ref this RandomDraws draws, EffectDistribution distribution) => distribution switch
    {
        EffectDistribution.Skewed => draws.NextExponential() - 1,
        EffectDistribution.TwoPoint => draws.NextIndex(2) == 0 ? -1 : 1,
        _ => draws.NextNormal(),
    };
}
