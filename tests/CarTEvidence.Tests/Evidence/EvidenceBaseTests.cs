namespace CarTEvidence.Tests.Evidence;

public sealed class EvidenceBaseTests
{
    [Fact]
    public void Where_ColumnAndValue_SelectsInAnyCase()
    {
        Assert.Equal(22, EvidenceBase.Bundled.Where("Disease", "sle").Arms.Count);
        Assert.Equal(EvidenceBase.Bundled.Where(a => a.Disease == Disease.Sle).Arms, EvidenceBase.Bundled.Where("disease", "SLE").Arms);
    }

    [Fact]
    public void Where_SeveralCountries_MatchesOneOfThem() =>
        Assert.Equal(
            EvidenceBase.Bundled.Where(a => a.Country?.Split(';').Contains("Italy") ?? false).Arms,
            EvidenceBase.Bundled.Where("country", "Italy").Arms);

    [Fact]
    public void Where_BlankValue_SelectsWhatIsNotReported() => Assert.Equal(61, EvidenceBase.Bundled.Where("costimulatory_domain", "").Arms.Count);

    [Fact]
    public void Where_UnknownColumn_ThrowsAndListsTheColumns()
    {
        var error = Assert.Throws<ArgumentException>(() => EvidenceBase.Bundled.Where("tumour", "x"));

        Assert.StartsWith("There is no column \"tumour\". The columns are study_id, arm_id, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_Nothing_LeavesNoArmsAndTheSourceUnchanged()
    {
        var none = EvidenceBase.Bundled.Where("disease", "GBS");

        Assert.Empty(none.Arms);
        Assert.Equal(76, EvidenceBase.Bundled.Arms.Count);
        Assert.Equal(["disease=GBS"], none.Filters);
    }

    [Fact]
    public void Constructor_ArmTwice_Throws()
    {
        TrialArm arm = new("One", Disease.Sle, new(2024), 3);

        Assert.StartsWith("Arm One/A occurs twice.", Assert.Throws<ArgumentException>(() => new EvidenceBase([arm, arm])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_ArmsMadeInCode_DependsOnTheirContent()
    {
        static EvidenceBase With(int events) => new([new TrialArm("One", Disease.Sle, new(2024), 3, remission: new(events, 3))]);

        Assert.Equal(With(2).Hash, With(2).Hash);
        Assert.NotEqual(With(2).Hash, With(1).Hash);
        Assert.Matches("^[0-9a-f]{64}$", With(2).Hash);
    }

    [Fact]
    public void WriteCsv_FurtherColumnsAndTheirPlace_AreKept()
    {
        const string Text = "region,study_id,n_treated,disease,cohort_id,year,note for us\n\"north, far\",One,3,SLE,C,2024,\"says \"\"yes\"\"\"\n,Two,4,LN,D,2025,\n";
        using var written = new StringWriter();

        EvidenceBase.ReadCsv(new StringReader(Text)).OrThrow().WriteCsv(written);

        Assert.Equal(Text, written.ToString());
    }

    [Fact]
    public void WriteCsv_ArmsMadeInCode_ReadBackEqual()
    {
        var evidence = new EvidenceBase(
        [
            new("One", Disease.Parse("GBS"), new(2024) { FirstAuthor = "Ünal", Doi = "10.1/x" }, 9, "X", "C", ["Zero"], "Italy", "Rome", StudyDesign.Phase1, "detail", Population.Mixed,
                new() { Target = Target.Cd20, Product = "P", CellType = CellType.CarNk, Source = CellSource.InVivo, CostimulatoryDomain = CostimulatoryDomain.Cd28, Vector = "mRNA" },
                "Flu/Cy", "1e6 cells/kg", new(3, 4, "a \"quoted\" one"), new(null, 5), new(1, 2), new(0, 9), new(9, any: 4, grade1: 3, gradingSystem: GradingSystem.Astct2019),
                new(8, grade3Plus: 0, grade5: 0), new(1, 7), new(2, 7), 0, new(6.5, 1, 12), new() { Sources = "https://a.example", Note = "n", Confidence = Confidence.Low },
                new Dictionary<string, string> { ["region"] = "north" }),
            new("Zero", Disease.Sle, new(2021), 1),
        ]);
        using var written = new StringWriter();

        evidence.WriteCsv(written);
        var again = EvidenceBase.ReadCsv(new StringReader(written.ToString())).OrThrow();

        Assert.Equal(evidence.Arms, again.Arms);
        Assert.Equal(evidence.Columns, again.Columns);
        Assert.Equal(evidence.Hash, again.Hash);
    }

    [Fact]
    public void WriteCsv_Path_ReplacesTheFileAndLeavesNothingBeside()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "arms.csv");
            File.WriteAllText(path, "old");
            EvidenceBase.Bundled.Where("disease", "RA").WriteCsv(path);

            Assert.Equal(2, EvidenceBase.ReadCsv(path).OrThrow().Arms.Count);
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Columns_Bundled_AreTheDictionaryWithoutItsAdditionalColumns() =>
        Assert.Equal(EvidenceColumn.Dictionary.Where(c => c.Presence != ColumnPresence.Additional).Select(c => c.Name), EvidenceBase.Bundled.Columns);
}
