namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    /// <summary>Peters' test: log odds ratio on the inverse of the sample size, weighted by the pooled numbers of events and non-events.</summary>
    /// <param name="data">Events in two arms, k studies; studies without any event, or with nothing but events, are left out.</param>
    /// <remarks>Not defined below three studies, of no use below ten. Zero cells get one half. Peters et al., JAMA 2006, doi:10.1001/jama.295.6.676.</remarks>
    public static SmallStudyTest Peters(TwoArmData data)
    {
        var t = Tables(data);
        return Weighted("peters", FunnelPredictor.InverseSize, t.LogOddsRatio, t.Map(i => 1 / (t.Events[i] * (t.Size[i] - t.Events[i]) / t.Size[i])), t.Map(i => 1 / t.Size[i]));
    }

    /// <summary>Peters' test for single arms: log odds on the inverse of the sample size, weighted by events and non-events.</summary>
    /// <param name="data">Events among patients, k studies; those without any event, or with nothing but events, have weight 0 and are left out.</param>
    /// <remarks>Not defined below three studies that have both events and non-events. Peters et al., JAMA 2006, doi:10.1001/jama.295.6.676.</remarks>
    public static SmallStudyTest Peters(ProportionData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] kept = [.. Enumerable.Range(0, data.Count).Where(i => data.Events[i] > 0 && data.Events[i] < data.Total[i])];
        double Events(int i) => data.Events[i];
        double Others(int i) => data.Total[i] - data.Events[i];
        return Weighted(
            "peters",
            FunnelPredictor.InverseSize,
            [.. kept.Select(i => Math.Log(Events(i) / Others(i)))],
            [.. kept.Select(i => (1 / Events(i)) + (1 / Others(i)))],
            [.. kept.Select(i => 1.0 / data.Total[i])]);
    }

    /// <summary>Harbord's test: Egger's regression on the efficient score of the log odds ratio and its variance without effect.</summary>
    /// <param name="data">Events in two arms, k studies; studies without any event, or with nothing but events, are left out.</param>
    /// <remarks>No zero correction is needed. Not defined below three studies, of no use below ten. Harbord, Egger and Sterne, Statistics in Medicine 2006, doi:10.1002/sim.2380.</remarks>
    public static SmallStudyTest Harbord(TwoArmData data)
    {
        var t = Tables(data);
        double Variance(int i) => t.Treated[i] * t.Control[i] * t.Events[i] * (t.Size[i] - t.Events[i]) / (t.Size[i] * t.Size[i] * (t.Size[i] - 1));
        double Score(int i) => t.EventsTreated[i] - (t.Treated[i] * t.Events[i] / t.Size[i]);
        return Weighted("harbord", FunnelPredictor.StandardError, t.Map(i => Score(i) / Variance(i)), t.Map(i => 1 / Variance(i)), t.Map(i => 1 / Math.Sqrt(Variance(i))));
    }

    /// <summary>Deeks' test: log odds ratio on the inverse root of the effective sample size, for studies of diagnostic accuracy and other large effects.</summary>
    /// <param name="data">Events in two arms, k studies; studies without any event, or with nothing but events, are left out.</param>
    /// <remarks>Not defined below three studies, of no use below ten. Zero cells get one half. Deeks, Macaskill and Irwig, Journal of Clinical Epidemiology 2005, doi:10.1016/j.jclinepi.2005.01.016.</remarks>
    public static SmallStudyTest Deeks(TwoArmData data)
    {
        var t = Tables(data);
        double Effective(int i) => 4 * t.Treated[i] * t.Control[i] / t.Size[i];
        return Weighted("deeks", FunnelPredictor.InverseRootSize, t.LogOddsRatio, t.Map(i => 1 / Effective(i)), t.Map(i => 1 / Math.Sqrt(Effective(i))));
    }

    /// <summary>Macaskill's test on the log odds ratio of two arms.</summary>
    /// <param name="data">Events in two arms, k studies; studies without any event, or with nothing but events, are left out.</param>
    /// <inheritdoc cref="Macaskill(FunnelData, double)" path="/remarks"/>
    public static SmallStudyTest Macaskill(TwoArmData data)
    {
        var t = Tables(data);
        return t.Size.Length == 0 ? Undefined("macaskill", 0, FunnelPredictor.Size, "No study has both events and non-events.") : Macaskill(new FunnelData(t.LogOddsRatio, t.Variance, t.Size));
    }

    /// <summary>The arcsine tests: Egger's, Begg's and Thompson and Sharp's on the difference of arcsines, whose variance does not depend on the events.</summary>
    /// <param name="data">Events in two arms, k studies; every study enters, zero cells as they are.</param>
    /// <returns>Three tests, named <c>arcsine-egger</c>, <c>arcsine-begg</c> and <c>arcsine-thompson-sharp</c>.</returns>
    /// <remarks>Not defined below three studies, of no use below ten. Rücker, Schwarzer and Carpenter, Statistics in Medicine 2008, doi:10.1002/sim.2971.</remarks>
    public static IReadOnlyList<SmallStudyTest> Arcsine(TwoArmData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var effects = data.EffectSizes(Measure.ArcsineDifference, ZeroCorrection.None);
        var funnel = new FunnelData(effects.Select(e => e.Effect!.Value), effects.Select(e => e.Variance!.Value));
        return
        [
            EggerClassic(funnel) with { Name = "arcsine-egger" },
            Begg(funnel, exact: false) with { Name = "arcsine-begg" },
            ThompsonSharp(funnel) with { Name = "arcsine-thompson-sharp" },
        ];
    }

    private static SmallStudyTest Weighted(string name, FunnelPredictor predictor, double[] yi, double[] vi, double[] x) =>
        Regression(name, yi, vi, x, new RandomEffectsSettings { Common = true, Interval = IntervalMethod.Hksj }, hasLimit: true) with { Predictor = predictor };

    private static TwoArmTables Tables(TwoArmData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        long Events(int i) => data.EventsTreated[i] + data.EventsControl[i];
        int[] kept = [.. Enumerable.Range(0, data.Count).Where(i => Events(i) > 0 && Events(i) < data.TotalTreated[i] + data.TotalControl[i])];
        var effects = data.EffectSizes(Measure.OddsRatio, ZeroCorrection.Half);
        return new TwoArmTables(
            [.. kept.Select(i => (double)data.EventsTreated[i])],
            [.. kept.Select(i => (double)Events(i))],
            [.. kept.Select(i => (double)data.TotalTreated[i])],
            [.. kept.Select(i => (double)data.TotalControl[i])],
            [.. kept.Select(i => effects[i].Effect!.Value)],
            [.. kept.Select(i => effects[i].Variance!.Value)]);
    }

    /// <summary>The fourfold tables that have both events and non-events, as columns.</summary>
    private sealed record TwoArmTables(double[] EventsTreated, double[] Events, double[] Treated, double[] Control, double[] LogOddsRatio, double[] Variance)
    {
        public double[] Size { get; } = [.. Treated.Zip(Control, (t, c) => t + c)];

        public double[] Map(Func<int, double> value) => [.. Enumerable.Range(0, Events.Length).Select(value)];
    }
}
