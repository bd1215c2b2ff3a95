namespace CarTEvidence.Resampling;

/// <summary>How far the subsets with a study lie from those without it.</summary>
/// <param name="Study">Index of the study, from 0.</param>
/// <param name="MeanWith">Average pooled mean of the subsets that hold the study.</param>
/// <param name="MeanWithout">Average pooled mean of the non-empty subsets that do not.</param>
/// <param name="ISquaredWith">Average I², in percent, of the subsets that hold the study.</param>
/// <param name="ISquaredWithout">Average I², in percent, of the non-empty subsets that do not.</param>
/// <param name="Separation">(MeanWith − MeanWithout) over the standard deviation of the mean over all subsets: the larger in size, the more the study splits the cloud.</param>
public readonly record struct SubsetSplit(int Study, double MeanWith, double MeanWithout, double ISquaredWith, double ISquaredWithout, double Separation)
{
    /// <summary>Average tau² of the subsets that hold the study.</summary>
    public double TauSquaredWith { get; init; }

    /// <summary>Average tau² of the non-empty subsets that do not.</summary>
    public double TauSquaredWithout { get; init; }

    /// <summary>(ISquaredWith − ISquaredWithout) over the standard deviation of I² over all subsets.</summary>
    public double ISquaredSeparation { get; init; }

    /// <summary>Share, 0 to 1, of the variance of the means that goes with the presence of this study; over all studies the shares add up to about 1.</summary>
    /// <remarks>A study is in every other subset, so that means at a distance d vary by d²/4 on its account.</remarks>
    public double VarianceShare => Math.Min(1, Separation * Separation / 4);

    /// <summary>The same for I².</summary>
    public double ISquaredVarianceShare => Math.Min(1, ISquaredSeparation * ISquaredSeparation / 4);
}
