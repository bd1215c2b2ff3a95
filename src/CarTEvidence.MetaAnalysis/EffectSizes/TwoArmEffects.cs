namespace CarTEvidence.MetaAnalysis;

/// <summary>Effect sizes of two arms with events, as R's escalc defines them; a correction goes to all four cells.</summary>
internal static class TwoArmEffects
{
    public static EffectSizeColumns Compute(TwoArmData data, Measure measure, ZeroCorrection? correction, TwoArmOptions? options = null)
    {
        var zero = correction ?? measure.DefaultZeroCorrection;
        var anyZero = false;
        for (var i = 0; i < data.Count; i++)
        {
            anyZero |= HasZero(data, i);
        }

        var effects = new EffectSizeColumns(new double[data.Count], new double[data.Count]);
        for (var i = 0; i < data.Count; i++)
        {
            if (options?.DropDoubleZero == true && measure.Code is ("OR" or "RR") && SaysNothing(data, i))
            {
                (effects.Effect[i], effects.Variance[i]) = (double.NaN, double.NaN);
                continue;
            }

            var add = zero.AddTo(HasZero(data, i), anyZero);
            (effects.Effect[i], effects.Variance[i]) = options?.Convention == ProportionConvention.Meta ? LikeMeta(measure, data, i, add) : Corrected(measure, data, i, add);
        }

        return effects;
    }

    private static (double Effect, double Variance) Corrected(Measure measure, TwoArmData data, int i, double add) => One(
        measure,
        data.EventsTreated[i] + add,
        data.TotalTreated[i] - data.EventsTreated[i] + add,
        data.EventsControl[i] + add,
        data.TotalControl[i] - data.EventsControl[i] + add);

    /// <summary>Of a risk ratio each total grows once, of a risk difference only the variance is corrected, Peto's odds ratio is not.</summary>
    private static (double Effect, double Variance) LikeMeta(Measure measure, TwoArmData data, int i, double add) => measure.Code switch
    {
        "RR" => RatioOfRisks(data.EventsTreated[i] + add, data.TotalTreated[i] + add, data.EventsControl[i] + add, data.TotalControl[i] + add),
        "RD" => (Corrected(measure, data, i, 0).Effect, Corrected(measure, data, i, add).Variance),
        "PETO" => Corrected(measure, data, i, 0),
        _ => Corrected(measure, data, i, add),
    };

    private static (double Effect, double Variance) RatioOfRisks(double a, double n1, double c, double n2) =>
        (Math.Log(a / n1 / (c / n2)), ((n1 - a) / (a * n1)) + ((n2 - c) / (c * n2)));

    private static bool SaysNothing(TwoArmData data, int i) =>
        data.EventsTreated[i] + data.EventsControl[i] is var events && (events == 0 || events == data.TotalTreated[i] + data.TotalControl[i]);

    private static bool HasZero(TwoArmData data, int i) =>
        data.EventsTreated[i] == 0 || data.EventsTreated[i] == data.TotalTreated[i] || data.EventsControl[i] == 0 || data.EventsControl[i] == data.TotalControl[i];

    /// <summary>a and c have the event, b and d have not; the first arm is the treated one.</summary>
    private static (double Effect, double Variance) One(Measure measure, double a, double b, double c, double d)
    {
        var (n1, n2) = (a + b, c + d);
        switch (measure.Code)
        {
            case "OR":
                return (Math.Log(a / b / (c / d)), 1 / a + 1 / b + 1 / c + 1 / d);
            case "RR":
                return RatioOfRisks(a, n1, c, n2);
            case "RD":
                return (a / n1 - c / n2, a * b / (n1 * n1 * n1) + c * d / (n2 * n2 * n2));
            case "AS":
                return (Math.Asin(Math.Sqrt(a / n1)) - Math.Asin(Math.Sqrt(c / n2)), 1 / (4 * n1) + 1 / (4 * n2));
            case "PETO":
                var n = n1 + n2;
                var information = n1 * n2 * (a + c) * (b + d) / (n * n * (n - 1));
                return ((a - (a + c) * n1 / n) / information, 1 / information);
            default:
                throw new ArgumentException($"\"{measure.Name}\" is no measure of two arms.", nameof(measure));
        }
    }
}
