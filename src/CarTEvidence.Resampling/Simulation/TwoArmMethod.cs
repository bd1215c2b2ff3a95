namespace CarTEvidence.Resampling;

/// <summary>A method of comparing two arms, to be judged by simulation.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Answer">Its answer for a data set, on the scale of the design's effect (log odds ratio, log risk ratio or risk difference); called by several threads at once, so it must not keep state.</param>
public sealed record TwoArmMethod(string Name, Func<SimulatedTwoArms, MethodAnswer> Answer);
