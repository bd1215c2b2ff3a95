namespace CarTEvidence.Resampling;

/// <summary>How simulated single-arm trials look. Promises no value equality.</summary>
public sealed record SimulationDesign
{
    private const int Nodes = 4000;
    private const double Reach = 10;

    private readonly EffectDistribution _distribution;

    /// <summary>Studies of fixed sizes.</summary>
    /// <param name="totals">Patients of each study, at least two studies, each at least 1.</param>
    /// <param name="mean">Mean of the studies' logits, finite.</param>
    /// <param name="tauSquared">Their variance, at least 0.</param>
    /// <exception cref="ArgumentException">Fewer than two studies, or a number outside its range.</exception>
    public SimulationDesign(IReadOnlyList<int> totals, double mean, double tauSquared)
        : this(totals, totals?.Count ?? 0, mean, tauSquared) => SizesAreDrawn = false;

    /// <summary>Studies whose sizes are drawn, with replacement, from a list.</summary>
    /// <param name="sizes">The sizes to draw from, each at least 1.</param>
    /// <param name="studyCount">Number of studies, at least 2.</param>
    /// <param name="mean">Mean of the studies' logits, finite.</param>
    /// <param name="tauSquared">Their variance, at least 0.</param>
    /// <exception cref="ArgumentException">Fewer than two studies, or a number outside its range.</exception>
    public SimulationDesign(IReadOnlyList<int> sizes, int studyCount, double mean, double tauSquared)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count == 0 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException("There must be sizes, and each at least 1.", nameof(sizes));
        }

        if (studyCount < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(studyCount), studyCount, "A meta-analysis has at least 2 studies.");
        }

        if (!double.IsFinite(mean))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean logit is finite.");
        }

        if (!(tauSquared >= 0 && double.IsFinite(tauSquared)))
        {
            throw new ArgumentOutOfRangeException(nameof(tauSquared), tauSquared, "Tau² is finite and not negative.");
        }

        (Sizes, StudyCount, Mean, TauSquared, SizesAreDrawn) = ([.. sizes], studyCount, mean, tauSquared, true);
    }

    /// <summary>The sizes of the studies, or what they are drawn from.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Whether every data set draws its sizes anew.</summary>
    public bool SizesAreDrawn { get; }

    /// <summary>Number of studies, k.</summary>
    public int StudyCount { get; }

    /// <summary>Mean of the studies' logits, μ.</summary>
    public double Mean { get; }

    /// <summary>Variance of the studies' logits, τ².</summary>
    public double TauSquared { get; }

    /// <summary>Their distribution. Default: normal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No distribution of effects.</exception>
    public EffectDistribution Distribution
    {
        get => _distribution;
        init => _distribution = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "No distribution of effects.");
    }

    /// <summary>The true value of a target under this design.</summary>
    public double TrueProportion(SimulationTarget target)
    {
        double tau = Math.Sqrt(TauSquared);
        return (target, Distribution) switch
        {
            (SimulationTarget.Typical, _) => Expit(Mean),
            (_, EffectDistribution.TwoPoint) => (Expit(Mean + tau) + Expit(Mean - tau)) / 2,
            (_, EffectDistribution.Skewed) => Average(u => Expit(Mean + (tau * (u - 1))), Math.Exp, 0, 4 * Reach),
            _ => Average(z => Expit(Mean + (tau * z)), z => Math.Exp(z * z / 2), -Reach, Reach),
        };
    }

    internal bool IsSameAs(SimulationDesign other) =>
        Sizes.SequenceEqual(other.Sizes) && (SizesAreDrawn, StudyCount, Mean, TauSquared, Distribution) == (other.SizesAreDrawn, other.StudyCount, other.Mean, other.TauSquared, other.Distribution);

    internal static double Expit(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>The average of a function over a density 1/inverse, by Simpson's rule for both the integral and the density's own.</summary>
    private static double Average(Func<double, double> function, Func<double, double> inverse, double low, double high)
    {
        double sum = 0, mass = 0, step = (high - low) / Nodes;
        for (int i = 0; i <= Nodes; i++)
        {
            double at = low + (i * step), weight = (i == 0 || i == Nodes ? 1 : i % 2 == 1 ? 4 : 2) / inverse(at);
            sum += weight * function(at);
            mass += weight;
        }

        return sum / mass;
    }
}
