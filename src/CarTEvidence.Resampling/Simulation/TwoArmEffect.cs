namespace CarTEvidence.Resampling;

/// <summary>What the treated arms of simulated trials differ in from their controls, and the scale on which the effects of the studies scatter.</summary>
public enum TwoArmEffect
{
    /// <summary>Log odds ratio: logit p₁ = logit p₀ + θ.</summary>
    OddsRatio,

    /// <summary>Log risk ratio: log p₁ = log p₀ + θ, p₁ held at 1 where it would pass it.</summary>
    RiskRatio,

    /// <summary>Risk difference: p₁ = p₀ + θ, p₁ held at 0 and 1.</summary>
    RiskDifference,
}
