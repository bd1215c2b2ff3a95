namespace CarTEvidence.MetaAnalysis.Tests.Regression;

public sealed class MetaRegressionTests
{
    private const double Rounding = 1e-9;

    private static readonly string[] Study = ["a", "b", "c", "d", "e", "f", "g", "h"];
    private static readonly double[] Effect = [0.1, 0.5, 0.2, 0.9, 1.1, 0.4, 1.6, 1.2];
    private static readonly double[] Variance = [0.04, 0.09, 0.02, 0.05, 0.08, 0.03, 0.1, 0.06];
    private static readonly double[] Year = [2018, 2019, 2019, 2020, 2021, 2022, 2023, 2024];
    private static readonly string[] Target = ["BCMA", "CD19", "BCMA", "CD19", "CD19", "BCMA", "CD19", "CD19"];

    private static GenericData Data => new(Study, Effect, Variance);

    private static Moderators Both => Moderators.None.With("year", Year).With("target", Target);

    [Fact]
    public void At_CentredYear_AgreesWithUncentredYear()
    {
        var plain = Pooling.Generic(Data, moderators: Both);
        var centred = Pooling.Generic(Data, moderators: Moderators.None.With("year", Year.Select(y => y - 2020)).With("target", Target));
        var first = plain.At(new Dictionary<string, double> { ["year"] = 2025 }, new Dictionary<string, string> { ["target"] = "CD19" });
        var second = centred.At(new Dictionary<string, double> { ["year"] = 5 }, new Dictionary<string, string> { ["target"] = "CD19" });
        Assert.Equal(first.Transformed.Value!.Value, second.Transformed.Value!.Value, Rounding);
        Assert.Equal(first.Transformed.StandardError!.Value, second.Transformed.StandardError!.Value, Rounding);
        Assert.Equal(first.Prediction!.Transformed.Upper, second.Prediction!.Transformed.Upper, Rounding);
        Assert.Equal(plain.Coefficients[1].Estimate.Value!.Value, centred.Coefficients[1].Estimate.Value!.Value, Rounding);
    }

    [Fact]
    public void At_MissingValueOrUnknownLevel_IsNamed()
    {
        var effect = Pooling.Generic(Data, moderators: Both);
        Assert.Contains("year", Assert.Throws<ArgumentException>(() => effect.At()).Message, StringComparison.Ordinal);
        var numbers = new Dictionary<string, double> { ["year"] = 2020 };
        var levels = new Dictionary<string, string> { ["target"] = "CD20" };
        Assert.Contains("\"target\" is needed, one of BCMA, CD19", Assert.Throws<ArgumentException>(() => effect.At(numbers, levels)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithInteraction_OfFactorAndNumber_IsOneSlopeALevel()
    {
        var effect = Pooling.Generic(Data, new GenericOptions { Model = PoolingModel.Common }, moderators: Both.WithInteraction("year", "target"));
        Assert.Equal(["intercept", "year", "target=CD19", "year:target=CD19"], effect.Coefficients.Select(c => c.Name));

        // The slope within a level is that of the level's studies alone.
        int[] bcma = [0, 2, 5];
        var alone = Pooling.Generic(
            new GenericData(bcma.Select(i => Study[i]), bcma.Select(i => Effect[i]), bcma.Select(i => Variance[i])),
            new GenericOptions { Model = PoolingModel.Common },
            moderators: Moderators.None.With("year", bcma.Select(i => Year[i])));
        Assert.Equal(alone.Coefficients[1].Estimate.Value!.Value, effect.Coefficients[1].Estimate.Value!.Value, 1e-8);
    }

    [Fact]
    public void Generic_CollinearModerator_IsLeftOutWithANote()
    {
        var twice = Both.With("months", Year.Select(y => 12 * y));
        var effect = Pooling.Generic(Data, moderators: twice);
        Assert.Equal(3, effect.Coefficients.Count);
        Assert.Contains(effect.Notes, n => n.Contains("months", StringComparison.Ordinal));
        Assert.Equal(Pooling.Generic(Data, moderators: Both).Heterogeneity.TauSquared!.Value, effect.Heterogeneity.TauSquared!.Value, Rounding);
    }

    [Fact]
    public void Generic_MoreModeratorsThanStudies_KeepsWhatCanBeEstimated()
    {
        var few = new GenericData(["a", "b"], [1, 2], [0.1, 0.1]);
        var moderators = Moderators.None.With("x", [1.0, 2.0]).With("y", [1.0, 5.0]).With("z", [2.0, 1.0]);
        var effect = Pooling.Generic(few, moderators: moderators);

        // Two rows have rank two: the others are redundant, and nothing is left to estimate heterogeneity from.
        Assert.Equal(2, effect.Coefficients.Count);
        Assert.Null(effect.Heterogeneity.TauSquared);
        Assert.Contains(effect.Notes, n => n.Contains("y, z", StringComparison.Ordinal));
        Assert.Contains(effect.Notes, n => n.Contains("heterogeneity cannot be estimated", StringComparison.Ordinal));
    }

    [Fact]
    public void Generic_UnknownModerator_LeavesTheStudyOut()
    {
        var effect = Pooling.Generic(Data, moderators: Moderators.None.With("year", Year.Select((y, i) => i == 3 ? double.NaN : y)));
        Assert.Equal(7, effect.StudyCount);
        Assert.Null(effect.Studies[3].Weight);
        Assert.Contains(effect.Notes, n => n.Contains(": d.", StringComparison.Ordinal));
    }

    [Fact]
    public void VarianceInflationFactors_EqualVariances_AreThoseOfTheCorrelation()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8];
        double[] z = [2, 1, 4, 3, 6, 5, 8, 7];
        var effect = Pooling.Generic(
            new GenericData(Study, Effect, Enumerable.Repeat(0.1, 8)), new GenericOptions { Model = PoolingModel.Common }, moderators: Moderators.None.With("x", x).With("z", z));
        const double correlation = 38.0 / 42;
        Assert.All(effect.VarianceInflationFactors(), v => Assert.Equal(1 / (1 - correlation * correlation), v.Factor, Rounding));
    }

    [Fact]
    public void Moderators_WrongLengthOrName_AreNamed()
    {
        Assert.Contains("year", Assert.Throws<ArgumentException>(() => Pooling.Generic(Data, moderators: Moderators.None.With("year", [2020.0]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Both.With("year", Year));
        Assert.Throws<ArgumentException>(() => Both.WithInteraction("year", "dose"));
        Assert.Throws<ArgumentException>(() => Moderators.None.With("x", [double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => Moderators.None.With("target", Target, "CD20"));
    }
}
