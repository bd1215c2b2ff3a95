namespace CarTEvidence.MetaAnalysis;

/// <summary>Prior of tau, the between-study standard deviation on the logit scale: <see cref="HalfNormalPrior"/> or <see cref="HalfStudentPrior"/> (half-Cauchy with one degree of freedom).</summary>
/// <remarks>C. Röver et al., Res. Synth. Methods 2021;12:448–474, doi:10.1002/jrsm.1475, compares them.</remarks>
public abstract record HeterogeneityPrior
{
    private protected HeterogeneityPrior(double scale) => Scale = Positive.Check(scale, nameof(scale));

    /// <summary>Scale, on the logit scale.</summary>
    public double Scale { get; }

    /// <summary>The density falls as tau to the power of minus this and one more; infinite where it falls faster than every power.</summary>
    internal virtual double TailExponent => double.PositiveInfinity;

    /// <summary>Log density at <paramref name="tau"/> ≥ 0.</summary>
    internal abstract double LogDensity(double tau);
}
