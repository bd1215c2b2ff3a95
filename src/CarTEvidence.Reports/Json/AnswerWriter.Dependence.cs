using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>What models of dependent effects add: <c>varianceComponents</c> and <c>robust</c>, only where they exist.</content>
internal sealed partial class AnswerWriter
{
    private void WriteDependence(PooledEffect effect)
    {
        if (effect.Model == PoolingModel.Bivariate)
        {
            WriteBivariateComponents(effect);
        }
        else if (effect.VarianceComponents.Count > 0)
        {
            Entries("varianceComponents", effect.VarianceComponents, component =>
            {
                Text("level", component.Level);
                Number("sigma2", component.Value);
                Count("groups", component.Groups);
                WriteLimits(component.Interval);
            });
        }

        if (effect.Robust is { } robust)
        {
            Object("robust", () =>
            {
                Text("type", robust.Type.ToString().ToUpperInvariant());
                Number("standardError", robust.StandardError);
                Number("df", robust.DegreesOfFreedom);
                Number("pValue", robust.PValue);
            });
        }
    }

    private void WriteBivariateComponents(PooledEffect effect) => Entries("varianceComponents", [effect], one =>
    {
        Array("outcomes", [.. one.VarianceComponents.Select(c => c.Level)], json.WriteStringValue);
        Array("tau2", [.. one.VarianceComponents.Select(c => (double?)c.Value)], NumberValue);
        var correlation = one.Correlations.Count > 0 ? one.Correlations[0] : null;
        Number("rho", correlation?.Value);
        Array("groups", [.. one.VarianceComponents.Select(c => c.Groups)], json.WriteNumberValue);
        Array("tau2Lower", [.. one.VarianceComponents.Select(c => c.Interval?.Lower)], NumberValue);
        Array("tau2Upper", [.. one.VarianceComponents.Select(c => c.Interval?.Upper)], NumberValue);
        Number("rhoLower", correlation?.Interval?.Lower);
        Number("rhoUpper", correlation?.Interval?.Upper);
    });
}
