namespace CarTEvidence.Plots.Tests.Writers;

/// <summary>A test that looks at what a PDF viewer draws; skipped, with the reason, where <c>pdftoppm</c> is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RenderedFactAttribute : FactAttribute
{
    public RenderedFactAttribute()
    {
        if (!Rendering.IsAvailable)
        {
            Skip = "No pdftoppm found: install it (Debian: apt-get install poppler-utils).";
        }
    }
}
