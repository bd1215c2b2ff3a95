namespace CarTEvidence.MetaAnalysis;

/// <summary>Prior of the typical study, expit(μ): <see cref="BetaPrior"/> on the proportion or <see cref="NormalPrior"/> on its logit.</summary>
public abstract record MeanPrior
{
    /// <summary>Log density of μ on the logit scale, with its first two derivatives; concave.</summary>
    internal abstract (double Value, double First, double Second) LogDensity(double mu);
}
