namespace CarTEvidence.Resampling;

/// <summary>Two arms, and methods for them.</summary>
internal sealed class TwoArmTrials(TwoArmDesign design, IReadOnlyList<TwoArmMethod> methods, ulong seed) : ISimulatedTrials
{
    private readonly SimulatedTwoArms _data = new(design.StudyCount);

    public bool IsAtBoundary => _data.IsAtBoundary;

    public void Draw(long replicate) => _data.Draw(design, seed, replicate);

    public MethodAnswer Answer(int method) => methods[method].Answer(_data);
}
