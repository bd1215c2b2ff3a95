namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Peto's one-step log odds ratio: observed minus expected events over their variance.</summary>
/// <remarks>
/// Unbiased for rare events and balanced arms with odds ratios near 1; fails with unequal arms or large effects.
/// S. Yusuf et al., Prog. Cardiovasc. Dis. 1985;27:335–371, doi:10.1016/S0033-0620(85)80003-7.
/// </remarks>
internal static class PetoMethod
{
    /// <summary>Common log odds ratio.</summary>
    public static StratifiedEstimate LogOddsRatio(TwoArmData data)
    {
        double difference = 0, variance = 0;
        var weights = new double[data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            var table = Table.Of(data, i);
            difference += table.A - table.Expected;
            weights[i] = table.Variance;
            variance += table.Variance;
        }

        return new StratifiedEstimate(difference / variance, 1 / Math.Sqrt(variance), weights);
    }
}
