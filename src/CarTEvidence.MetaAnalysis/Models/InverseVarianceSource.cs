namespace CarTEvidence.MetaAnalysis;

/// <summary>What an inverse-variance pooled effect was made from; diagnostics start here.</summary>
/// <param name="Data">All studies.</param>
/// <param name="Kept">Indices of those in the fit, ascending.</param>
/// <param name="Moderators">Moderators, perhaps none.</param>
/// <param name="Fit">The fit.</param>
internal sealed record InverseVarianceSource(StudyColumns Data, int[] Kept, Moderators Moderators, RandomEffectsFit Fit)
{
    /// <summary>The mean row of the design: where a regression's pooled effect is reported.</summary>
    public double[] MeanRow()
    {
        var design = Fit.Regression.Design;
        return design.IsIntercept ? [1] : [.. Enumerable.Range(0, design.Columns).Select(j => design.Column(j).Average())];
    }

    /// <summary>Share of tau² that the moderators explain, in per cent; for a common effect, of H² by Q.</summary>
    public double? RSquared()
    {
        if (Fit.Regression.DegreesOfFreedom == 0)
        {
            return null;
        }

        var alone = RandomEffectsFit.Fit(Fit.Regression.Effects, Fit.Regression.Variances, Fit.Settings);
        if (Fit.Settings.Common)
        {
            return alone.Q == 0 ? null : 100 * Math.Max(0, 1 - Fit.HSquared!.Value / alone.HSquared!.Value);
        }

        return alone.TauSquared == 0 ? 0 : 100 * Math.Max(0, 1 - Fit.TauSquared / alone.TauSquared);
    }
}
