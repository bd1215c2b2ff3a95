namespace CarTEvidence.Resampling;

/// <summary>How far the subsets with a study lie from those without it.</summary>
/// <param name="Study">Index of the study, from 0.</param>
/// <param name="MeanWith">Average pooled mean of the subsets that hold the study.</param>
/// <param name="MeanWithout">Average pooled mean of the non-empty subsets that do not.</param>
/// <param name="ISquaredWith">Average I², in percent, of the subsets that hold the study.</param>
/// <param name="ISquaredWithout">Average I², in percent, of the non-empty subsets that do not.</param>
/// <param name="Separation">(MeanWith − MeanWithout) over the standard deviation of the mean over all subsets: the larger in size, the more the study splits the cloud.</param>
public readonly record struct SubsetSplit(int Study, double MeanWith, double MeanWithout, double ISquaredWith, double ISquaredWithout, double Separation);
