namespace CarTEvidence.MetaAnalysis;

/// <summary>The logit of the typical study has a normal distribution.</summary>
public sealed record NormalPrior : MeanPrior
{
    /// <summary>A normal distribution on the logit scale.</summary>
    /// <param name="mean">Mean, a logit.</param>
    /// <param name="standardDeviation">Standard deviation on the logit scale, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the standard deviation is not positive and finite.</exception>
    public NormalPrior(double mean, double standardDeviation)
    {
        Mean = double.IsFinite(mean) ? mean : throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of a prior is finite.");
        StandardDeviation = Positive.Check(standardDeviation, nameof(standardDeviation));
    }

    /// <summary>Mean, a logit.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation on the logit scale.</summary>
    public double StandardDeviation { get; }

    /// <summary>For example <c>logit ~ N(0, 1.5²)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"logit ~ N({Mean}, {StandardDeviation}²)");

    /// <inheritdoc/>
    internal override (double Value, double First, double Second) LogDensity(double mu)
    {
        var z = (mu - Mean) / StandardDeviation;
        return (-0.5 * z * z - Math.Log(StandardDeviation * Math.Sqrt(2 * Math.PI)), -z / StandardDeviation, -1 / (StandardDeviation * StandardDeviation));
    }
}
