namespace CarTEvidence.MetaAnalysis;

/// <summary>Effect sizes of proportions and their large-sample variances, as R's escalc defines them.</summary>
internal static class ProportionEffects
{
    public static EffectSizeColumns Compute(
        ProportionData data, Measure measure, ZeroCorrection? correction, ProportionConvention convention = ProportionConvention.Escalc)
    {
        if (measure.Kind != MeasureKind.Proportion)
        {
            throw new ArgumentException($"\"{measure.Name}\" is no measure of a proportion.", nameof(measure));
        }

        var zero = correction ?? measure.DefaultZeroCorrection;
        var effect = new double[data.Count];
        var variance = new double[data.Count];
        var events = data.Events;
        var total = data.Total;
        var anyZero = false;
        for (var i = 0; i < events.Length; i++)
        {
            anyZero |= events[i] == 0 || events[i] == total[i];
        }

        for (var i = 0; i < events.Length; i++)
        {
            var add = zero.AddTo(events[i] == 0 || events[i] == total[i], anyZero);
            var x = events[i] + add;
            var m = total[i] - events[i] + add;
            (effect[i], variance[i]) = convention == ProportionConvention.Meta && add > 0 && Meta(measure, events[i], total[i], add) is { } meta ? meta : One(measure, x, m);
        }

        return new EffectSizeColumns(effect, variance);
    }

    /// <summary>Effect and variance as R's meta corrects raw and log proportions; <c>null</c> for the measures on which all agree.</summary>
    private static (double Effect, double Variance)? Meta(Measure measure, double events, double total, double add) => measure.Code switch
    {
        "PLN" when events == total => (0, 1 / events - 1 / (total + add)),
        "PLN" => (Math.Log((events + add) / (total + add)), 1 / (events + add) - 1 / (total + add)),
        "PR" => (events / total, (events + add) * (total - events + add) / Math.Pow(total + 2 * add, 3)),
        _ => null,
    };

    /// <summary>Effect and variance of x events and m non-events; not finite where the measure is not defined.</summary>
    private static (double Effect, double Variance) One(Measure measure, double x, double m)
    {
        var n = x + m;
        return measure.Code switch
        {
            "PLO" => (Math.Log(x / m), 1 / x + 1 / m),
            "PR" => (x / n, x * m / (n * n * n)),
            "PLN" => (Math.Log(x / n), m / (x * n)),
            "PAS" => (Math.Asin(Math.Sqrt(x / n)), 1 / (4 * n)),
            "PFT" => (0.5 * (Math.Asin(Math.Sqrt(x / (n + 1))) + Math.Asin(Math.Sqrt((x + 1) / (n + 1)))), 1 / (4 * n + 2)),
            _ => throw new ArgumentException($"\"{measure.Name}\" is no measure of a proportion.", nameof(measure)),
        };
    }
}
