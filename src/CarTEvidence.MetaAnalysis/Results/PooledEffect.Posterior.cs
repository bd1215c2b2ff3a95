using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>The posterior distribution, for models with priors; else <c>null</c>.</summary>
    public Posterior? Posterior { get; init; }

    /// <summary>The joint posterior of μ and tau behind <see cref="Posterior"/>.</summary>
    internal JointPosterior? Joint { get; init; }

    /// <summary>The posterior density of a quantity at given values.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="values">Values on the natural scale: proportions strictly between 0 and 1, or tau of 0 or more.</param>
    /// <returns>The density at each value, per unit of the natural scale, so that it integrates to 1; as long as <paramref name="values"/>.</returns>
    /// <exception cref="ArgumentException">A value cannot be a value of the quantity.</exception>
    /// <exception cref="InvalidOperationException">The model has no posterior distribution.</exception>
    /// <remarks>
    /// Towards 0 and 1 a density of proportions may rise without bound, as that of the default prior Beta(½, ½) does. From the grid that the fit was made on, by the same
    /// quadrature; O(1) a value in the number of studies.
    /// </remarks>
    public IReadOnlyList<double> PosteriorDensity(PosteriorQuantity quantity, IReadOnlyList<double> values) => DensityOf(quantity, values, prior: false);

    /// <summary>The prior density of tau at given values.</summary>
    /// <param name="values">Values of tau, 0 or more.</param>
    /// <returns>The density at each value, as long as <paramref name="values"/>.</returns>
    /// <exception cref="ArgumentException">A value is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The model has no priors.</exception>
    public IReadOnlyList<double> TauPriorDensity(IReadOnlyList<double> values) => DensityOf(PosteriorQuantity.Tau, values, prior: true);

    private static string Words(PosteriorQuantity quantity) => quantity switch
    {
        PosteriorQuantity.Tau => "tau",
        PosteriorQuantity.Average => "the average over studies",
        PosteriorQuantity.NewStudy => "the proportion in a new study",
        _ => "the typical study's proportion",
    };

    private double[] DensityOf(PosteriorQuantity quantity, IReadOnlyList<double> values, bool prior)
    {
        ArgumentNullException.ThrowIfNull(values);
        var joint = Joint ?? throw new InvalidOperationException($"The model {MethodNames.Models[Model].Name} has no posterior distribution.");
        foreach (var value in values)
        {
            if (quantity == PosteriorQuantity.Tau ? !(value >= 0 && double.IsFinite(value)) : value is not (> 0 and < 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"{value} is no value of {Words(quantity)}: a proportion lies strictly between 0 and 1, tau is 0 or more."), nameof(values));
            }
        }

        Func<double, double> density = quantity switch
        {
            PosteriorQuantity.Tau => prior ? joint.TauPriorDensity : joint.TauDensity,
            PosteriorQuantity.Average => p => joint.AverageDensity(Logistic.Logit(p)) / (p * (1 - p)),
            PosteriorQuantity.NewStudy => p => joint.NewStudy(Logistic.Logit(p)).Density / (p * (1 - p)),
            _ => p => joint.MuDensity(Logistic.Logit(p)) / (p * (1 - p)),
        };
        return [.. values.Select(density)];
    }
}
