namespace CarTEvidence.MetaAnalysis;

/// <summary>Effect sizes of two arms with person-time, as R's escalc defines them; a correction goes to both counts.</summary>
internal static class TwoArmRateEffects
{
    public static EffectSizeColumns Compute(TwoArmRateData data, Measure measure, ZeroCorrection? correction)
    {
        var zero = correction ?? measure.DefaultZeroCorrection;
        var anyZero = data.EventsTreated.Contains(0) || data.EventsControl.Contains(0);
        var effects = new EffectSizeColumns(new double[data.Count], new double[data.Count]);
        for (var i = 0; i < data.Count; i++)
        {
            var add = zero.AddTo(data.EventsTreated[i] == 0 || data.EventsControl[i] == 0, anyZero);
            var (x1, x2) = (data.EventsTreated[i] + add, data.EventsControl[i] + add);
            var (t1, t2) = (data.TimeTreated[i], data.TimeControl[i]);
            (effects.Effect[i], effects.Variance[i]) = measure.Code switch
            {
                "IRR" => (Math.Log(x1 / t1 / (x2 / t2)), 1 / x1 + 1 / x2),
                "IRD" => (x1 / t1 - x2 / t2, x1 / (t1 * t1) + x2 / (t2 * t2)),
                _ => throw new ArgumentException($"\"{measure.Name}\" is no measure of two rates.", nameof(measure)),
            };
        }

        return effects;
    }
}
