namespace CarTEvidence.Resampling;

/// <summary>Single arms, and methods for them.</summary>
internal sealed class SingleArmTrials(SimulationDesign design, IReadOnlyList<SimulationMethod> methods, ulong seed) : ISimulatedTrials
{
    private readonly SimulatedProportions _data = new(design.StudyCount);

    public bool IsAtBoundary => _data.IsAtBoundary;

    public void Draw(long replicate) => _data.Draw(design, seed, replicate);

    public MethodAnswer Answer(int method) => methods[method].Answer(_data);
}
