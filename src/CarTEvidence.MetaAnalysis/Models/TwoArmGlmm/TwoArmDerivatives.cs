namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>One study's log-likelihood with its derivatives in (θ, tau), and those that involve the study effect α.</summary>
/// <param name="Own">Value and derivatives in (θ, tau) for the given α.</param>
/// <param name="Alpha">∂/∂α.</param>
/// <param name="AlphaAlpha">∂²/∂α².</param>
/// <param name="AlphaMu">∂²/∂α∂θ.</param>
/// <param name="AlphaTau">∂²/∂α∂tau.</param>
internal readonly record struct TwoArmDerivatives(InterceptDerivatives Own, double Alpha, double AlphaAlpha, double AlphaMu, double AlphaTau);
