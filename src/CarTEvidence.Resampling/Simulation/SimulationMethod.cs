namespace CarTEvidence.Resampling;

/// <summary>A method to be judged by simulation.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Answer">Its answer for a data set; called by several threads at once, so it must not keep state.</param>
/// <param name="Target">What its interval is meant to cover. Default: the typical study.</param>
public sealed record SimulationMethod(string Name, Func<SimulatedProportions, MethodAnswer> Answer, SimulationTarget Target = SimulationTarget.Typical);
