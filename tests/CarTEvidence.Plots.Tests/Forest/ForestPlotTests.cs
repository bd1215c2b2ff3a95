using System.Globalization;
using System.Xml.Linq;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Tests.Scenes;

namespace CarTEvidence.Plots.Tests.Forest;

public class ForestPlotTests
{
    private static readonly string[] Names =
    [
        "王伟与上海交通大学医学院附属仁济医院风湿免疫科合作研究组的单臂前瞻性临床试验二零二五年中期报告", "Мюллер и соавторы 2024", "Παπαδόπουλος 2025", "Đặng Thị Hương 2026",
        "Ångström-Øberg & Żółć 2024", "محمد علي ٢٠٢٥", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen2026", "A & B <2025> \"quoted\" 'x'",
        "International multicentre phase 1/2 basket study of autologous anti-CD19 chimeric antigen receptor T cells in refractory autoimmune disease, interim report 2026", "👩‍⚕️ Team 2025",
    ];

    public static TheoryData<int> Counts => [0, 1, 2, 3, 12, 60, 300];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Scene_AnyNumberOfStudies_HasNoFaults(int count) => AssertSound(ForestData.Many(count).ForestPlot());

    [Theory]
    [MemberData(nameof(Counts))]
    public void Scene_LongAndForeignNames_HasNoFaults(int count) => AssertSound(ForestData.Many(count, i => Names[i % Names.Length]).ForestPlot());

    [Theory]
    [MemberData(nameof(Counts))]
    public void Scene_NoEvents_HasNoFaults(int count) => AssertSound(ForestData.Many(count, events: (_, _) => 0).ForestPlot());

    [Theory]
    [MemberData(nameof(Counts))]
    public void Scene_OnlyEvents_HasNoFaults(int count) => AssertSound(ForestData.Many(count, events: (_, total) => total).ForestPlot());

    [Theory]
    [InlineData(86)]
    [InlineData(120)]
    [InlineData(178)]
    [InlineData(260)]
    public void Scene_GivenWidth_IsMetWithoutFaults(double millimetres)
    {
        foreach (var effect in new[] { ForestData.RemissionByTarget(), ForestData.RemissionPooled(PoolingModel.Random), ForestData.Many(12, i => Names[i % Names.Length]) })
        {
            var figure = effect.ForestPlot(new ForestPlotOptions { WidthMillimetres = millimetres });
            AssertSound(figure);
            Assert.Equal(millimetres * 72 / 25.4, figure.Scene.Width, 6);
        }
    }

    [Fact]
    public void Scene_WidthBelowTheColumns_IsRefused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => ForestData.RemissionPooled().ForestPlot(new ForestPlotOptions { WidthMillimetres = 25 }));
        Assert.Contains("25 mm", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scene_Subgroups_HaveADiamondEachWhereThereIsMoreThanOneStudy()
    {
        var figure = ForestData.RemissionByTarget().ForestPlot();
        AssertSound(figure);
        Assert.Equal(3, Groups(figure, "subtotal").Count);
        Assert.Equal(4, Groups(figure, "subgroup").Count);
        Assert.Contains(Texts(figure), text => text.StartsWith("Test for subgroup differences", StringComparison.Ordinal));
    }

    [Fact]
    public void Scene_AverageLeadsInASubgroup_SummaryBandHoldsOnlyTheOverallResult()
    {
        var whole = ForestData.RemissionByTarget();
        var leading = whole.Subgroups.Select(s => s with { Effect = s.Effect with { MarginalLeads = true, Marginal = s.Effect.Pooled } });
        var figure = (whole with { Subgroups = [.. leading] }).ForestPlot();
        AssertSound(figure);
        var band = Assert.Single(figure.Scene.Flatten().OfType<RectangleMark>(), mark => mark.Style.Name == "summary-band").Box;
        Assert.All(Groups(figure, "subtotal").Concat(Groups(figure, "study")), row => Assert.True(row.Bounds.Bottom <= band.Top));
        Assert.True(band.Contains(Assert.Single(Groups(figure, "total")).Bounds));
    }

    [Theory]
    [InlineData(PredictionStyle.Bar, 0, 0)]
    [InlineData(PredictionStyle.Shade, 1, 0)]
    [InlineData(PredictionStyle.Density, 0, 1)]
    public void Scene_PredictionStyle_IsDrawnWithoutFaults(PredictionStyle style, int shades, int densities)
    {
        var figure = ForestData.RemissionPooled().ForestPlot(new ForestPlotOptions { PredictionStyle = style });
        AssertSound(figure);
        Assert.Equal(shades, figure.Scene.Flatten().OfType<RectangleMark>().Count(mark => mark.Style.Name == "prediction-shade"));
        Assert.Equal(densities, figure.Scene.Flatten().OfType<PolygonMark>().Count(mark => mark.Style.Name == "prediction-density"));
        Assert.Single(figure.Scene.Flatten().OfType<RectangleMark>(), mark => mark.Style.Name == "prediction");
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForestPlotOptions { Decimals = 7 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForestPlotOptions { WidthMillimetres = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForestPlotOptions { PlotWidth = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForestPlotOptions { LabelWidth = double.NaN });
    }

    [Fact]
    public void Scene_EmptySubgroup_SaysSo()
    {
        var whole = ForestData.RemissionByTarget();
        var figure = (whole with { Subgroups = [.. whole.Subgroups, new SubgroupResult("CD20", ForestData.Pool([]))] }).ForestPlot();
        AssertSound(figure);
        Assert.Contains("No study", Texts(figure));
    }

    [Fact]
    public void Scene_StudiesOfTheSameName_KeepTheirOwnOverallWeights()
    {
        var whole = ForestData.RemissionByTarget(PoolingModel.Random);
        var figure = whole.ForestPlot();
        var printed = Groups(figure, "study").Select(group => ((TextMark)group.Marks[^1]).Text).Order(StringComparer.Ordinal);
        var weights = whole.Studies.Select(study => study.Weight!.Value.ToString("F1", CultureInfo.InvariantCulture) + "%").Order(StringComparer.Ordinal);
        Assert.Equal(weights, printed);
    }

    [Fact]
    public void Scene_AverageLeads_ShowsAverageAndTypicalStudy()
    {
        var effect = ForestData.Many(8, events: (i, _) => i == 3 ? 1 : 0) with
        {
            MarginalLeads = true,
            Pooled = new Estimate(0.0003, new Interval(0, 0.012, 0.95)),
            Marginal = new Estimate(0.0101, new Interval(0.001, 0.05, 0.95)),
        };
        var figure = effect.ForestPlot();
        AssertSound(figure);
        Assert.Contains("Typical study", Texts(figure));
        Assert.Contains("<0.1", Texts(figure));
        Assert.Contains("Average over studies: 1.0%", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Scene_NoEvents_UsesAnAxisThatEndsNearTheData()
    {
        var axis = Assert.Single(Groups(ForestData.Many(12, events: (_, _) => 0).ForestPlot(), "axis"));
        var last = axis.Marks.OfType<TextMark>().SkipLast(1).Last().Text;
        Assert.InRange(double.Parse(last, CultureInfo.InvariantCulture), 20, 50);
    }

    [Fact]
    public void Scene_IntervalBeyondTheAxis_EndsInAnArrow()
    {
        var figure = ForestData.RemissionPooled().ForestPlot(new ForestPlotOptions { AxisLower = 0.5, AxisUpper = 0.9, ShowPrediction = false });
        AssertSound(figure);
        var arrows = Groups(figure, "study").SelectMany(group => group.Marks).OfType<PolygonMark>().Count();
        var beyond = ForestData.RemissionPooled().Studies.Sum(study => (study.Estimate.Interval!.Value.Lower < 0.5 ? 1 : 0) + (study.Estimate.Interval!.Value.Upper > 0.9 ? 1 : 0));
        Assert.Equal(beyond, arrows);
    }

    [Theory]
    [InlineData(0.9, 0.1)]
    [InlineData(double.NaN, 1)]
    public void Scene_ImpossibleAxis_IsRefused(double lower, double upper) =>
        Assert.Throws<ArgumentException>(() => ForestData.RemissionPooled().ForestPlot(new ForestPlotOptions { AxisLower = lower, AxisUpper = upper }));

    [Fact]
    public void Scene_UndefinedEstimate_IsADashWithoutASquare()
    {
        var study = new StudyEstimate("No patients", new Estimate(null, null), null, null, null) { Events = 0, Total = 0 };
        var figure = ForestData.Pool([study, ForestData.Study("Some", 2, 5)]).ForestPlot();
        AssertSound(figure);
        var row = Groups(figure, "study")[0];
        Assert.DoesNotContain(row.Marks, mark => mark is RectangleMark);
        Assert.Contains("not estimable", row.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Heterogeneity_LikelihoodModel_PrintsNoStatisticOfAnother()
    {
        var line = Texts(ForestData.RemissionPooled().ForestPlot()).Single(text => text.StartsWith("Heterogeneity", StringComparison.Ordinal));
        Assert.DoesNotContain("I²", line, StringComparison.Ordinal);
        Assert.DoesNotContain("17.87", line, StringComparison.Ordinal);
        Assert.Contains("38.42", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Heterogeneity_InverseVariance_NamesEstimatorAndQ()
    {
        var line = Texts(ForestData.RemissionPooled(PoolingModel.Random).ForestPlot()).Single(text => text.StartsWith("Heterogeneity", StringComparison.Ordinal));
        Assert.Equal("Heterogeneity: τ² = 2.41 (REML), I² = 27.3%; Q = 17.87 (df 13), p = 0.16.", line.Replace('\u00A0', ' '));
    }

    [Fact]
    public void Heterogeneity_NoEvents_IsNotIdentifiable() =>
        Assert.Contains("Heterogeneity: not identifiable, since no patient has the event.", Texts(ForestData.Many(5, events: (_, _) => 0).ForestPlot()));

    [Fact]
    public void Rows_ShortenedNames_KeepTheFullNameInTheirTitle()
    {
        var figure = ForestData.Many(9, i => Names[i]).ForestPlot();
        Assert.Contains(Groups(figure, "study"), group => group.Title!.StartsWith(Names[8], StringComparison.Ordinal));
        Assert.DoesNotContain(Texts(figure), text => text.Contains(Names[8], StringComparison.Ordinal));
    }

    public static TheoryData<ForestJournal> Journals => [.. Enum.GetValues<ForestJournal>()];

    [Theory]
    [MemberData(nameof(Journals))]
    public void Scene_EveryJournal_HasNoFaults(ForestJournal journal)
    {
        foreach (var model in new[] { PoolingModel.Random, PoolingModel.BinomialNormal })
        {
            AssertSound(ForestData.RemissionByTarget(model).ForestPlot(new ForestPlotOptions { Journal = journal }));
            AssertSound(ForestData.RemissionPooled(model).ForestPlot(new ForestPlotOptions { Journal = journal, WidthMillimetres = 178 }));
        }
    }

    [Theory]
    [InlineData(ForestJournal.House, "[64.6, 98.5]", "p = 0.16")]
    [InlineData(ForestJournal.Jama, "(64.6-98.5)", "P = .16")]
    [InlineData(ForestJournal.RevMan, "[64.6, 98.5]", "P = 0.16")]
    [InlineData(ForestJournal.Bmj, "(64.6 to 98.5)", "P = 0.16")]
    [InlineData(ForestJournal.Lancet, "(64·6–98·5)", "p = 0·16")]
    public void Scene_EveryJournal_HasItsNotation(ForestJournal journal, string interval, string p)
    {
        var texts = Texts(ForestData.RemissionPooled(PoolingModel.Random).ForestPlot(new ForestPlotOptions { Journal = journal })).Select(text => text.Replace('\u00A0', ' ')).ToList();
        Assert.Contains(interval, texts);
        Assert.Contains(texts, text => text.StartsWith("Heterogeneity", StringComparison.Ordinal) && text.EndsWith(p + ".", StringComparison.Ordinal));
    }

    [Fact]
    public void Scene_ColumnsAndRiskOfBias_FollowTheirStudiesIntoSubgroups()
    {
        var effect = ForestData.RemissionByTarget();
        var risk = new RiskOfBias(["confounding", "selection"], [.. effect.Studies.Select((_, i) => (IReadOnlyList<RiskJudgement?>)[(RiskJudgement)(i % 4), i == 0 ? null : RiskJudgement.Low])]);
        var figure = effect.ForestPlot(new ForestPlotOptions
        {
            Columns =
            [
                new ForestColumn("No", [.. effect.Studies.Select((_, i) => $"#{i}")]) { Group = "A group with a long name" },
                new ForestColumn("Country", [.. effect.Studies.Select((_, i) => i == 3 ? null : "Germany")]) { Left = false },
            ],
            RiskOfBias = risk,
            Order = ForestOrder.EstimateDescending,
        });
        AssertSound(figure);
        for (var i = 0; i < effect.Studies.Count; i++)
        {
            var row = Assert.Single(Groups(figure, "study"), group => group.Marks.OfType<TextMark>().Any(text => text.Text == $"#{i}"));
            Assert.StartsWith(effect.Studies[i].Study, row.Title, StringComparison.Ordinal);
            Assert.Equal(i == 0 ? 1 : 2, row.Marks.OfType<CircleMark>().Count());
        }
    }

    [Fact]
    public void Scene_ColumnOfTheWrongLength_IsRefusedByName()
    {
        var refusal = Assert.Throws<ArgumentException>(() => ForestData.Many(3).ForestPlot(new ForestPlotOptions { Columns = [new ForestColumn("Country", ["Germany"])] }));
        Assert.Contains("'Country' has 1 values for 3 studies", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ForestOrder.Estimate)]
    [InlineData(ForestOrder.EstimateDescending)]
    [InlineData(ForestOrder.Size)]
    [InlineData(ForestOrder.Name)]
    public void Scene_Ordered_KeepsEveryStudyOnce(ForestOrder order)
    {
        var given = Groups(ForestData.Many(20).ForestPlot(), "study").Select(group => group.Title).ToList();
        var ordered = Groups(ForestData.Many(20).ForestPlot(new ForestPlotOptions { Order = order }), "study").Select(group => group.Title).ToList();
        Assert.NotEqual(given, ordered);
        Assert.Equal(given.Order(StringComparer.Ordinal), ordered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FitTo_JournalColumn_ArrangesAnewWithoutFaults()
    {
        var figure = ForestData.RemissionByTarget().ForestPlot().FitTo(86);
        AssertSound(figure);
        Assert.Equal(86 * 72 / 25.4, figure.Scene.Width, 6);
    }

    [Fact]
    public void ToSvg_EveryFigure_IsWellFormedWithTitleDescriptionAndRows()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var root = XDocument.Parse(ForestData.Many(12, i => Names[i % Names.Length]).ForestPlot().ToSvg()).Root!;
        Assert.Equal("img", root.Attribute("role")!.Value);
        var ids = root.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(ids, root.Elements().Take(2).Select(element => element.Attribute("id")!.Value));
        const int PooledAndPrediction = 2;
        Assert.Equal(12 + PooledAndPrediction, root.Descendants(svg + "g").Count(group => group.Element(svg + "title") is not null));
    }

    [Fact]
    public void ToSvg_UnderACommaCulture_GivesTheSameBytes()
    {
        var expected = ForestData.RemissionByTarget().ForestPlot().ToSvg();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, ForestData.RemissionByTarget().ForestPlot().ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void ToSvg_RemissionByTarget_IsAsApproved() =>
        Approved.Matches(ForestData.RemissionByTarget().ForestPlot(new ForestPlotOptions { Title = "Remission by target" }).ToSvg(), "remission-by-target.svg");

    [Fact]
    public void ToSvg_RandomEffects_IsAsApproved() => Approved.Matches(ForestData.RemissionPooled(PoolingModel.Random).ForestPlot().ToSvg(), "remission-random.svg");

    [Fact]
    public void ToSvg_NoEvents_IsAsApproved() => Approved.Matches(ForestData.Many(6, events: (_, _) => 0).ForestPlot().ToSvg(), "no-events.svg");

    private static void AssertSound(Figure figure) => Assert.Empty(SceneChecks.Faults(figure.Scene));

    private static List<string> Texts(Figure figure) => [.. figure.Scene.Flatten().OfType<TextMark>().Select(text => text.Text)];

    private static List<GroupMark> Groups(Figure figure, string name) => [.. figure.Scene.Marks.OfType<GroupMark>().Where(group => group.Name == name)];
}
