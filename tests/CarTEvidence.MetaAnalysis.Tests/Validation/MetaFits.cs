namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>A fit of R's meta read as options of this library, under <see cref="Like.Meta8"/>.</summary>
internal static class MetaFits
{
    private static readonly Dictionary<string, Measure> Measures = new()
    {
        ["PLOGIT"] = Measure.Logit,
        ["PLN"] = Measure.Log,
        ["PRAW"] = Measure.Raw,
        ["PAS"] = Measure.Arcsine,
        ["PFT"] = Measure.FreemanTukey,
        ["RR"] = Measure.RiskRatio,
        ["OR"] = Measure.OddsRatio,
        ["RD"] = Measure.RiskDifference,
    };

    public static Conventions Conventions(ReferenceEntry entry) => Like.Meta8 with
    {
        Interval = entry.Text("interval") switch { "classic" => IntervalMethod.Wald, "HK" => IntervalMethod.Hksj, _ => IntervalMethod.KenwardRoger },
        HksjAdHoc = entry.Text("adhoc") switch
        {
            "se" => HksjAdHocRule.StandardError,
            "ci" => HksjAdHocRule.WiderInterval,
            "IQWiG6" => HksjAdHocRule.Iqwig6,
            _ => HksjAdHocRule.None,
        },
        Prediction = MethodNames.Predictions.Parse(entry.Text("predictionMethod", "V")),
    };

    /// <summary>Random effects: by inverse variance in meta, whatever the common effect's method is.</summary>
    public static PooledEffect Random(ReferenceData data, ReferenceEntry entry) => Pool(data, entry, Conventions(entry), PoolingModel.Random);

    /// <summary>The common effect by the entry's method.</summary>
    public static PooledEffect Common(ReferenceData data, ReferenceEntry entry) => Pool(
        data,
        entry,
        Like.Meta8,
        entry.Text("method") switch { "MH" => PoolingModel.MantelHaenszel, "Peto" => PoolingModel.Peto, _ => PoolingModel.Common });

    private static PooledEffect Pool(ReferenceData data, ReferenceEntry entry, Conventions like, PoolingModel model)
    {
        var measure = entry.Text("method") == "Peto" ? Measure.Peto : Measures[entry.Text("sm")];
        return measure.Kind == MeasureKind.TwoArm
            ? Pooling.TwoArm(data.TwoArm(), like.Apply(new TwoArmOptions { Measure = measure, Model = model }))
            : Pooling.Proportions(
                data.Proportions(),
                like.Apply(new ProportionOptions { Measure = measure, Model = model == PoolingModel.Common ? ProportionModel.Common : ProportionModel.Random }));
    }
}
