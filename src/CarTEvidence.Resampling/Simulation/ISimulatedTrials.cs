namespace CarTEvidence.Resampling;

/// <summary>What one thread of a simulation draws, and gives to the methods.</summary>
internal interface ISimulatedTrials
{
    /// <summary>Whether the data set drawn last is at the boundary.</summary>
    bool IsAtBoundary { get; }

    /// <summary>Draws a data set.</summary>
    void Draw(long replicate);

    /// <summary>What a method says of it.</summary>
    MethodAnswer Answer(int method);
}
