namespace CarTEvidence.Plots;

/// <summary>One thing drawn on a scene: a line, a shape, a text, or a group of them.</summary>
public abstract record Mark
{
    private protected Mark()
    {
    }

    /// <summary>The box the mark fills, outline included, in points.</summary>
    public abstract SceneBox Bounds { get; }
}
