namespace CarTEvidence.Tests.Synthesis;

public sealed class CountTests
{
    // An independent script over the raw fields of the file, grades by enumeration of every possible grading, gave these:
    // selection, outcome, arms, events, evaluable patients, arms that left.
    public static TheoryData<string, string, int, int, int, string> Resolved => new()
    {
        { "", "remission", 22, 121, 159, "Mougiakakos2021/A Mackensen2022/A Taubmann2023/A Mueller2025a/A Krickau2024/A ICellOverlap2025/A ZhangY2024/A" },
        { "", "response", 30, 141, 162, "Auth2024/A Mueller2023/A Merkt2024/A FT819RegB2026/A" },
        { "", "drug-free", 18, 128, 134, "Mackensen2022/A Taubmann2023/A Mueller2025a/A ICellOverlap2025/A ZhangY2024/A" },
        { "", "relapse", 5, 5, 44, "Mackensen2022/A" },
        { "", "crs", 18, 65, 102, "Mackensen2022/A Chahin2025/A" },
        { "", "crs>=2", 17, 6, 94, "ICellOverlap2025/A Chahin2025/A" },
        { "", "crs>=3", 28, 0, 196, "Mackensen2022/A ICellOverlap2025/A Chahin2025/A" },
        { "", "icans", 20, 5, 145, "Mackensen2022/A Chahin2025/A" },
        { "", "icans>=2", 18, 1, 126, "Mackensen2022/A Chahin2025/A" },
        { "", "icans>=3", 20, 1, 162, "Mackensen2022/A Chahin2025/A" },
        { "", "serious-infection", 6, 2, 58, "" },
        { "", "infection", 2, 10, 23, "" },
        { "disease=SLE", "remission", 8, 54, 66, "Mougiakakos2021/A ICellOverlap2025/A" },
        { "disease=SLE", "response", 6, 57, 65, "FT819RegB2026/A" },
        { "disease=SLE", "drug-free", 6, 58, 58, "ICellOverlap2025/A" },
        { "disease=SLE", "relapse", 2, 1, 15, "" },
        { "disease=SLE", "crs", 6, 28, 38, "" },
        { "disease=SLE", "crs>=2", 5, 3, 42, "ICellOverlap2025/A" },
        { "disease=SLE", "crs>=3", 7, 0, 57, "ICellOverlap2025/A" },
        { "disease=SLE", "icans", 7, 1, 55, "" },
        { "disease=SLE", "icans>=2", 6, 0, 47, "" },
        { "disease=SLE", "icans>=3", 7, 0, 57, "" },
        { "disease=SLE", "serious-infection", 1, 0, 18, "" },
        { "target=CD19", "remission", 14, 56, 65, "Mougiakakos2021/A Mackensen2022/A Taubmann2023/A Krickau2024/A" },
        { "target=CD19", "response", 21, 77, 85, "Auth2024/A Mueller2023/A Merkt2024/A FT819RegB2026/A" },
        { "target=CD19", "drug-free", 14, 90, 94, "Mackensen2022/A Taubmann2023/A" },
        { "target=CD19", "relapse", 3, 3, 22, "Mackensen2022/A" },
        { "target=CD19", "crs", 12, 37, 52, "Mackensen2022/A" },
        { "target=CD19", "crs>=2", 11, 6, 39, "" },
        { "target=CD19", "crs>=3", 21, 0, 129, "Mackensen2022/A" },
        { "target=CD19", "icans", 14, 5, 90, "Mackensen2022/A" },
        { "target=CD19", "icans>=2", 12, 1, 71, "Mackensen2022/A" },
        { "target=CD19", "icans>=3", 14, 1, 107, "Mackensen2022/A" },
        { "target=CD19", "serious-infection", 4, 2, 46, "" },
        { "target=CD19", "infection", 1, 3, 11, "" },
        { "source=autologous", "remission", 20, 118, 155, "Mougiakakos2021/A Mackensen2022/A Taubmann2023/A Mueller2025a/A Krickau2024/A ICellOverlap2025/A ZhangY2024/A" },
        { "source=autologous", "response", 25, 125, 141, "Auth2024/A Mueller2023/A Merkt2024/A" },
        { "source=autologous", "drug-free", 18, 128, 134, "Mackensen2022/A Taubmann2023/A Mueller2025a/A ICellOverlap2025/A ZhangY2024/A" },
        { "source=autologous", "relapse", 4, 4, 39, "Mackensen2022/A" },
        { "source=autologous", "crs", 14, 56, 85, "Mackensen2022/A Chahin2025/A" },
        { "source=autologous", "crs>=2", 13, 4, 77, "ICellOverlap2025/A Chahin2025/A" },
        { "source=autologous", "crs>=3", 21, 0, 159, "Mackensen2022/A ICellOverlap2025/A Chahin2025/A" },
        { "source=autologous", "icans", 17, 5, 126, "Mackensen2022/A Chahin2025/A" },
        { "source=autologous", "icans>=2", 15, 1, 107, "Mackensen2022/A Chahin2025/A" },
        { "source=autologous", "icans>=3", 16, 1, 133, "Mackensen2022/A Chahin2025/A" },
        { "source=autologous", "serious-infection", 4, 1, 29, "" },
        { "source=autologous", "infection", 1, 7, 12, "" },
        { "disease=IIM", "remission", 4, 6, 6, "Taubmann2023/A" },
        { "disease=IIM", "response", 4, 10, 11, "" },
        { "disease=IIM", "drug-free", 5, 6, 7, "Taubmann2023/A" },
        { "disease=IIM", "crs", 3, 2, 3, "" },
        { "disease=IIM", "crs>=2", 2, 0, 2, "" },
        { "disease=IIM", "crs>=3", 3, 0, 3, "" },
        { "disease=IIM", "icans", 1, 0, 1, "" },
        { "disease=IIM", "icans>=2", 1, 0, 1, "" },
        { "disease=IIM", "icans>=3", 1, 0, 1, "" },
    };

    [Theory]
    [MemberData(nameof(Resolved))]
    public void Count_BundledEvidence_AgreesWithTheIndependentScript(string where, string outcome, int arms, int events, int evaluable, string dropped)
    {
        var evidence = EvidenceBase.Bundled;
        if (where.Split('=') is [var column, var value])
        {
            evidence = evidence.Where(column, value);
        }

        var data = evidence.Count(Outcome.Parse(outcome));

        Assert.Equal((arms, events, evaluable), (data.Arms.Count, data.Counts.Sum(c => c.Events), data.Counts.Sum(c => c.Evaluable)));
        Assert.Equal(dropped, string.Join(' ', data.Overlap.Dropped.Select(d => $"{d.Study}/{d.Arm}")));
        Assert.Equal(data.Arms.Select(a => (a.Study, a.Arm)), data.Overlap.Kept.Select(k => (k.Study, k.Arm)));
    }

    [Fact]
    public void Count_OutcomeNobodyReports_ThrowsAndNamesOutcomeAndSelection()
    {
        var error = Assert.Throws<NoDataException>(() => EvidenceBase.Bundled.Where("disease", "SLE").Count(Outcome.Death));

        Assert.Equal("None of the 22 selected arms reports death (selected by disease=SLE).", error.Message);
    }

    [Fact]
    public void Count_NothingSelected_ThrowsAndNamesTheSelection() => Assert.Equal(
        "No arm is left to count remission in (selected by disease=GBS).",
        Assert.Throws<NoDataException>(() => EvidenceBase.Bundled.Where("disease", "GBS").Count(Outcome.Remission)).Message);

    [Fact]
    public void Count_ByUnknownColumn_ThrowsAndListsTheColumns()
    {
        var error = Assert.Throws<ArgumentException>(() => EvidenceBase.Bundled.Count(Outcome.Remission, by: "tumour"));

        Assert.Equal("by", error.ParamName);
        Assert.Contains("\"tumour\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("target", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_ByColumn_SortsEveryArmAndNamesTheBlankOnes()
    {
        var data = EvidenceBase.Bundled.Count(Outcome.Remission, by: "Costimulatory_Domain");

        Assert.NotNull(data.Grouping);
        Assert.Equal("costimulatory_domain", data.Grouping.Name);
        Assert.Equal(data.Arms.Select(a => a.Construct.CostimulatoryDomain?.Code ?? "not reported"), data.Grouping.Values);
        Assert.Contains(EvidenceBase.NotReported, data.Grouping.Values);
    }

    [Fact]
    public void Count_Labels_AreAuthorAndYearWithTheArmWhereAStudyHasSeveralAndUnique()
    {
        var labels = EvidenceBase.Bundled.ResolveOverlaps(OverlapPolicy.Keep).Count(Outcome.Remission).Proportions.Study;

        Assert.Contains("Müller 2024", labels);
        Assert.Contains("Müller 2026, SLE", labels);
        Assert.Contains("Müller 2025a", labels);
        Assert.Contains("Wang W 2024", labels);
        Assert.Contains("ICellOverlap2025", labels);
        Assert.Equal(labels.Count, labels.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("Wang", "WangD2025", "WangX2025", "Wang D 2025", "Wang X 2025")]
    [InlineData("Müller", "Mueller2025a", "Mueller2025b", "Müller 2025a", "Müller 2025b")]
    [InlineData("Li", "Li2025", "Li2025b", "Li 2025 [Li2025]", "Li 2025b")]
    [InlineData("Li", "TrialOne", "TrialTwo", "Li 2025 [TrialOne]", "Li 2025 [TrialTwo]")]
    [InlineData("Li", "LiBeijingCohort2025", "LiW2025", "Li 2025 [LiBeijingCohort2025]", "Li W 2025")]
    [InlineData(null, "One", "Two", "One", "Two")]
    [InlineData(null, "one", "ONE", "one [one]", "ONE [ONE] (ONE/A)")]
    public void Count_StudiesOfOneAuthorAndYear_AreToldApart(string? author, string first, string second, string firstLabel, string secondLabel)
    {
        TrialArm Of(string study) => new(study, Disease.Sle, new(2025) { FirstAuthor = author }, 3, remission: new(1, 3));

        Assert.Equal([firstLabel, secondLabel], new EvidenceBase([Of(first), Of(second)]).Count(Outcome.Remission).Proportions.Study);
    }

    [Fact]
    public void Count_Definitions_ListEveryDefinitionWithItsReportsAndPatients()
    {
        var data = EvidenceBase.Bundled.Count(Outcome.Remission);

        Assert.True(data.Definitions.Count > 1);
        Assert.Equal(data.Counts.Sum(c => c.Evaluable), data.Definitions.Sum(d => d.Patients));
        Assert.Contains(data.Notes, n => n.Contains("different definitions of Remission are pooled", StringComparison.Ordinal));
    }

    /// <summary>The same criterion in other letters is one definition; at another time it is another one, and the note says that only the time differs.</summary>
    [Fact]
    public void Count_OneCriterionAtDifferentTimes_IsNotedAsThat()
    {
        static TrialArm Of(string study, int patients, string definition) => new(study, Disease.Sle, new(2025), patients, remission: new(1, patients, definition));

        var data = new EvidenceBase([Of("A", 9, "DORIS at 24 weeks"), Of("B", 9, "doris  at week 24"), Of("C", 6, "DORIS"), Of("D", 5, "DORIS at last visit"), Of("E", 4, "LLDAS")]).Count(Outcome.Remission);

        Assert.Equal([("DORIS at 24 weeks", 2), ("DORIS", 1), ("DORIS at last visit", 1), ("LLDAS", 1)], data.Definitions.Select(d => (d.Definition!, d.Reports)));
        Assert.Equal(
            ["4 different definitions of Remission are pooled; they are listed with the result.", "3 of them are DORIS, assessed at different times: 24 weeks, not stated, last visit."],
            data.Notes);
    }

    [Fact]
    public void Count_ThreeArmsOfTwoThousandMillionPatients_AddsUp()
    {
        static TrialArm Of(string study) => new(study, Disease.Sle, new(2025), 2_000_000_000, remission: new(1, 2_000_000_000, "DORIS"));

        Assert.Equal(6_000_000_000, Assert.Single(new EvidenceBase([Of("A"), Of("B"), Of("C")]).Count(Outcome.Remission).Definitions).Patients);
    }

    [Fact]
    public void Count_GradedOutcome_NotesThatTheScaleIsNotStated() =>
        Assert.Contains("The evidence does not state the grading scale of CRS grade ≥ 3.", EvidenceBase.Bundled.Count(Outcome.Crs(3)).Notes);

    [Fact]
    public void Count_Selection_KeepsTheHashAndTheFilters()
    {
        var data = EvidenceBase.Bundled.Where("disease", "sle").Where(arm => arm.Treated > 3).Count(Outcome.Remission);

        Assert.Equal(EvidenceBase.Bundled.Hash, data.InputHash);
        Assert.Equal(["disease=sle", "arm => arm.Treated > 3"], data.Where);
        Assert.Equal(["disease=sle"], data.WhereColumns);
    }
}
