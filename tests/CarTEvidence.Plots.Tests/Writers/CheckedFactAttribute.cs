namespace CarTEvidence.Plots.Tests.Writers;

/// <summary>A test that has PDFs checked by the strictest reader; skipped, with the reason, where <c>qpdf</c> is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckedFactAttribute : FactAttribute
{
    public CheckedFactAttribute()
    {
        if (!Qpdf.IsAvailable)
        {
            Skip = "No qpdf found: install it (Debian: apt-get install qpdf).";
        }
    }
}
