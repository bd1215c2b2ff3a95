namespace CarTEvidence.MetaAnalysis;

/// <summary>Effect sizes of rates, as R's escalc defines them.</summary>
internal static class RateEffects
{
    public static EffectSizeColumns Compute(RateData data, Measure measure, ZeroCorrection? correction)
    {
        var zero = correction ?? measure.DefaultZeroCorrection;
        var anyZero = data.Events.Contains(0);
        var effects = new EffectSizeColumns(new double[data.Count], new double[data.Count]);
        for (var i = 0; i < data.Count; i++)
        {
            var x = data.Events[i] + zero.AddTo(data.Events[i] == 0, anyZero);
            var t = data.Time[i];
            (effects.Effect[i], effects.Variance[i]) = measure.Code switch
            {
                "IR" => (x / t, x / (t * t)),
                "IRLN" => (Math.Log(x / t), 1 / x),
                "IRS" => (Math.Sqrt(x / t), 1 / (4 * t)),
                "IRFT" => (0.5 * (Math.Sqrt(x / t) + Math.Sqrt((x + 1) / t)), 1 / (4 * t)),
                _ => throw new ArgumentException($"\"{measure.Name}\" is no measure of a rate.", nameof(measure)),
            };
        }

        return effects;
    }
}
