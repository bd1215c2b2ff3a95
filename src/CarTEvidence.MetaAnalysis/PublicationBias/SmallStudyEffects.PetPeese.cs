using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    // Stanley and Doucouliagos: PEESE where PET rejects at this one-sided level.
    private const double PetLevel = 0.05;

    /// <summary>PET-PEESE: the effect extrapolated to infinite precision, with the rule that chooses between the two regressions.</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level does not lie strictly between 0 and 1.</exception>
    /// <remarks>
    /// Multiplicative residual heterogeneity, t(k − 2). Badly biased with strong heterogeneity or below about twenty studies (Stanley 2017, doi:10.1177/1948550617693062); not defined below
    /// three. Stanley and Doucouliagos, Research Synthesis Methods 2014, doi:10.1002/jrsm.1095.
    /// </remarks>
    public static PetPeese PetPeese(FunnelData data, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(data);
        NominalLevel.Check(level, nameof(level));
        var pet = Limit(data, FunnelPredictor.StandardError, level);
        var peese = Limit(data, FunnelPredictor.Variance, level);
        if (pet is not { Test: { Statistic: { } statistic, DegreesOfFreedom: { } df } } || peese is null)
        {
            return new PetPeese(null, null, null) { Notes = ["PET-PEESE needs at least three studies whose standard errors differ, though not by so many orders that double precision cannot hold them."] };
        }

        var (common, _) = CommonEffect(data.Effect, data.Variance);
        var oneSided = StudentDistribution.Upper(common >= 0 ? statistic : -statistic, df);
        return new PetPeese(pet, peese, oneSided < PetLevel) { Notes = data.Count < 20 ? [$"Only {data.Count} studies: PET-PEESE is unreliable below about twenty."] : [] };
    }

    private static TransformedEstimate? Limit(FunnelData data, FunnelPredictor predictor, double level)
    {
        var k = data.Count;
        if (k < 3)
        {
            return null;
        }

        var ones = new double[k];
        Array.Fill(ones, 1);
        var design = DesignMatrix.FromColumns(["intercept", "predictor"], [ones, Values(data, predictor)!]);
        return design.Columns < 2
            ? null
            : OnPredictor(data.Effect, data.Variance, new RandomEffectsSettings { Common = true, Interval = IntervalMethod.Hksj, Level = level }, design)?.Coefficient(0);
    }
}
