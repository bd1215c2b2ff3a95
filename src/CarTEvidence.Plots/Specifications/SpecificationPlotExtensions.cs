using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Specifications;

namespace CarTEvidence.Plots;

/// <summary>Specification curves.</summary>
public static class SpecificationPlotExtensions
{
    /// <summary>Draws the answer of every specification with its interval, lowest first, and under each the choices that it makes.</summary>
    /// <param name="curve">The specifications.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">No specification has an estimate.</exception>
    /// <remarks>
    /// Choices that all specifications share are not drawn. The specifications share the data: their number is no sample size.
    /// Simonsohn, Simmons and Nelson, Nature Human Behaviour 2020, doi:10.1038/s41562-020-0912-z.
    /// </remarks>
    public static Figure SpecificationPlot(this SpecificationCurve curve, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var chosen = options ?? ChartOptions.Default;
        return new SpecificationDrawing(curve, chosen).Draw() with { Rearrange = millimetres => curve.SpecificationPlot(chosen with { WidthMillimetres = millimetres }) };
    }
}
