namespace CarTEvidence.Plots;

public sealed partial record FigureTheme
{
    /// <summary>Dark ink on white, blue data; the default.</summary>
    public static FigureTheme Light { get; } = new();
}
