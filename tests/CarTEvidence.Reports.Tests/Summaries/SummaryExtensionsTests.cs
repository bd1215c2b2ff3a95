using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports.Tests.Summaries;

public class SummaryExtensionsTests
{
    [Fact]
    public void Summary_OfAPooledEffect_ReadsInTheOrderOfTheField() => Assert.Equal(
        """
        Remission
        Binomial-normal (random-intercept logistic) model, maximum likelihood; 95% CI by profile likelihood

        Pooled estimate
                              Estimate  Interval  Limits          Method
        --------------------  --------  --------  --------------  ------------------
        Typical study            86.4%  95% CI    65.1% to 96.8%  profile likelihood
        Average over studies     85.7%  95% CI    64.3% to 96.1%  profile likelihood
        New study                       95% PI    41.2% to 97.9%  t, k − p df

        Heterogeneity
                                                Value                           Detail
        --------------------------------------  ------------------------------  ----------------------------------
        tau²                                    0.131                           95% CI 0 to ∞ (profile likelihood)
        tau                                     0.362
        I²                                      12.3%
        Wald test of heterogeneity              Q(df = 2) = 1.100, p = 0.577
        Likelihood-ratio test of heterogeneity  χ²(df = 2) = 3.200, p < 0.0001

        Studies
        Study           Events/n  Estimate  95% CI
        --------------  --------  --------  --------------
        Alpha 2021           5/5      100%  47.8% to 100%
        Béta|2022          12/15     80.0%  51.9% to 95.7%
        北京 2024            8/9     88.9%  51.8% to 99.7%
        Pooled (k = 3)     25/29     86.4%  65.1% to 96.8%

        Notes
        - Three studies say little about tau².

        """,
        Effects.Remission.Summary("Remission").ToText());

    [Fact]
    public void Summary_WhereTheAverageLeads_QuotesItFirstAndInTheTotal()
    {
        var summary = (Effects.Remission with { MarginalLeads = true }).Summary();

        Assert.Equal("Average over studies", summary.Tables[0].Rows[0].Cells[0].Text);
        var total = summary.Studies.Rows[^1];
        Assert.Equal("Pooled (k = 3), average over studies", total.Cells[0].Text);
        Assert.Equal([0.8571], total.Cells[2].Values);
    }

    [Fact]
    public void Summary_WithWeights_ShowsThem()
    {
        var weighted = Effects.Remission with { Model = PoolingModel.Random, TauSquaredEstimator = TauSquaredEstimator.Reml, IntervalMethod = IntervalMethod.Hksj, Studies = [Effects.Study("A", 1, 2, 0.01, 0.99, 41.25), Effects.Study("B", 2, 2, 0.16, 1, 58.75)] };

        var studies = weighted.Summary().Studies;

        Assert.Equal("Weight", studies.Columns[^1].Header);
        Assert.Equal("41.3%", studies.Rows[0].Cells[^1].Text);
        Assert.Equal("Inverse-variance random effects, on the logit scale; tau² by REML; 95% CI by HKSJ", weighted.Summary().Method);
    }

    [Fact]
    public void Summary_WithSubgroups_ShowsEachWithItsStudiesAndTheTest()
    {
        var summary = Effects.BySubgroup.Summary();

        var subgroups = Assert.Single(summary.Tables, table => table.Title == "Subgroups by target");
        Assert.Equal(["BCMA", "CD19"], subgroups.Rows.Select(row => row.Cells[0].Text));
        Assert.Equal(["Likelihood-ratio test that subgroups agree: χ²(df = 1) = 0.412, p = 0.521"], subgroups.Notes);
        Assert.Equal(
            [RowKind.Heading, RowKind.Entry, RowKind.Subtotal, RowKind.Heading, RowKind.Entry, RowKind.Entry, RowKind.Subtotal, RowKind.Total],
            summary.Studies.Rows.Select(row => row.Kind));
    }

    [Fact]
    public void Summary_OfAMetaRegression_ShowsTheCoefficientsAndWhatTheyExplain()
    {
        var effect = Effects.Remission with
        {
            Coefficients =
            [
                new("intercept", Effects.Remission.Transformed),
                new("year", new TransformedEstimate(-0.5, 0.25, new Interval(-1.1, 0.1, 0.95), new TestResult(-2, 11, 0.0708))),
            ],
            RSquared = 31.42,
            Omnibus = new TestResult(4, 1, 0.0708) { DenominatorDegreesOfFreedom = 11 },
        };

        var summary = effect.Summary();

        var coefficients = Assert.Single(summary.Tables, table => table.Title == "Coefficients, on the logit scale");
        Assert.Equal(["year", "−0.500", "0.250", "−1.100 to 0.100", "t(df = 11) = −2.000, p = 0.071"], coefficients.Rows[1].Cells.Select(cell => cell.Text));
        Assert.Contains("R²                                      31.4%", summary.ToText(), StringComparison.Ordinal);
        Assert.Contains("F(df1 = 1, df2 = 11) = 4.000, p = 0.071", summary.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfABayesianModel_SaysCredibleAndShowsPriorsAndPosterior()
    {
        var data = new ProportionData(["A", "B"], [0, 0], [6, 9]);

        var summary = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.BayesianBinomialNormal }).Summary();

        Assert.Equal("95% CrI", summary.Tables[0].Rows[0].Cells[2].Text);
        var posterior = Assert.Single(summary.Tables, table => table.Title == "Posterior");
        Assert.Equal(["Priors: proportion ~ Beta(0.5, 0.5), tau ~ half-normal(1)."], posterior.Notes);
        Assert.Equal(["Typical study, median", "Typical study, mean", "New study, median", "tau, median"], posterior.Rows.Take(4).Select(row => row.Cells[0].Text));
        Assert.Contains("95% CI/CrI", summary.Studies.Columns.Select(column => column.Header));
        Assert.Contains(summary.Studies.Notes, note => note.Contains("credible interval of the pooled effect", StringComparison.Ordinal));
    }

    [Fact]
    public void Summary_OfSeveralVariancesAndRobustErrors_ShowsThem()
    {
        var effect = Effects.Remission with
        {
            Measure = Measure.OddsRatio,
            Model = PoolingModel.Multilevel,
            Studies = [new("A", new Estimate(2.5, new Interval(1.2, 5.1, 0.95)), 0.9, 0.1, 100)],
            VarianceComponents = [new("outer", 0.25, 4, new Interval(0, double.PositiveInfinity, 0.95)), new("inner", 0.05, 9, null)],
            Robust = new RobustVariance
            {
                Type = RobustVarianceType.Cr2,
                DegreesOfFreedomMethod = RobustDegreesOfFreedom.Satterthwaite,
                ClusterCount = 4,
                Coefficients = [new("intercept", Effects.Remission.Transformed)],
                Covariance = [[0.37]],
                Notes = ["Four clusters are few."],
            },
        };

        var summary = effect.Summary();

        var components = Assert.Single(summary.Tables, table => table.Title == "Variance components");
        Assert.Equal(["sigma², outer", "0.250", "4", "0 to ∞"], components.Rows[0].Cells.Select(cell => cell.Text));
        Assert.Single(summary.Tables, table => table.Title == "Cluster-robust (CR2, 4 clusters), on the odds-ratio scale");
        Assert.Equal(["Test of no effect: z = 3.030, p = 0.002"], summary.Tables[0].Notes);
        Assert.Equal("Four clusters are few.", summary.Notes[^1]);
        Assert.DoesNotContain("Events/n", summary.Studies.Columns.Select(column => column.Header));
        Assert.Equal("2.500", summary.Studies.Rows[0].Cells[1].Text);
    }

    [Fact]
    public void Summary_OfStratifiedAndBetaBinomialResults_NamesTheirTests()
    {
        var effect = Effects.Remission with
        {
            Model = PoolingModel.MantelHaenszel,
            IntraclassCorrelation = new Estimate(0.08, new Interval(0.01, 0.3, 0.95)),
            BreslowDay = new TestResult(3.2, 2, 0.2019),
            Tarone = new TestResult(3.1, 2, 0.2122),
            CochranMantelHaenszel = new TestResult(5.5, 1, 0.019),
        };

        var rows = Assert.Single(effect.Summary().Tables, table => table.Title == "Heterogeneity").Rows.ToDictionary(row => row.Cells[0].Text, row => row.Cells[1].Text);

        Assert.Equal("Q(df = 2) = 1.100, p = 0.577", rows["Cochran's test of heterogeneity"]);
        Assert.Equal("0.080", rows["Intraclass correlation"]);
        Assert.Equal("χ²(df = 2) = 3.200, p = 0.202", rows["Breslow–Day test that odds ratios agree"]);
        Assert.Equal("χ²(df = 2) = 3.100, p = 0.212", rows["Breslow–Day test with Tarone's correction"]);
        Assert.Equal("χ²(df = 1) = 5.500, p = 0.019", rows["Cochran–Mantel–Haenszel test of no effect"]);
    }

    [Fact]
    public void Summary_OfAnOutcome_ShowsOverlapAndDefinitions()
    {
        var data = EvidenceBase.Bundled.Count(Outcome.Remission);
        var summary = new PooledOutcome(data, Pooling.Proportions(data.Proportions)).Summary();

        Assert.StartsWith("Remission: ", summary.Title, StringComparison.Ordinal);
        var overlap = Assert.Single(summary.Tables, table => table.Title == "Overlapping reports");
        Assert.Equal(data.Overlap.Dropped.Count, overlap.Rows.Count(row => row.Cells[2].Text == "left out"));
        Assert.Equal(data.Definitions.Count, Assert.Single(summary.Tables, table => table.Title == "Definitions pooled").Rows.Count);
        Assert.Equal(data.Notes, summary.Notes.Take(data.Notes.Count));
    }

    [Fact]
    public void Summary_AtTheBoundary_SaysWhatIsNotDefined()
    {
        var none = Effects.Remission with
        {
            Pooled = new Estimate(0, null),
            Marginal = null,
            Prediction = null,
            Heterogeneity = new HeterogeneityResult(),
            TauSquaredIntervals = [],
        };

        var summary = none.Summary();

        Assert.DoesNotContain(summary.Tables, table => table.Title == "Heterogeneity");
        var row = Assert.Single(summary.Tables[0].Rows);
        Assert.Equal(["Pooled", "0%", "95% CI", "n/a", "profile likelihood"], row.Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void ToCsv_IsTheStudiesAndWhatTheyComeTo() =>
        Assert.StartsWith("group,row,study,events,total,estimate,lower,upper\n,entry,Alpha 2021,5,5,1,0.4782,1\n", Effects.Remission.Summary().ToCsv(), StringComparison.Ordinal);

    [Fact]
    public void ToMarkdown_KeepsPipesInsideCells() => Assert.Contains("| Béta\\|2022 | 12/15 |", Effects.Remission.Summary().ToMarkdown(), StringComparison.Ordinal);

    [Fact]
    public void ToHtml_IsWellFormed()
    {
        var section = System.Xml.Linq.XElement.Parse(Effects.BySubgroup.Summary("A < B").ToHtml());

        Assert.Equal("A < B", section.Element("h3")!.Value);
        Assert.Equal(4, section.Elements("table").Count());
    }
}
