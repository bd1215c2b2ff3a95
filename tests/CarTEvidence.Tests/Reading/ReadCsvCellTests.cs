using static CarTEvidence.Tests.Reading.CsvText;

namespace CarTEvidence.Tests.Reading;

/// <summary>What cells say, and what is wrong with them: counts, definitions, codes, references to other rows.</summary>
public sealed class ReadCsvCellTests
{
    [Fact]
    public void ReadCsv_MinimalFile_ReadsAndWarnsThatCohortsAreUnknown()
    {
        var result = Read("study_id,year,disease,n_treated\nOne,2024,SLE,3\n");

        var arm = Assert.Single(result.OrThrow().Arms);
        Assert.Equal(("One", "A", "One", 3), (arm.Study, arm.Arm, arm.Cohort, arm.Treated));
        Assert.Null(arm.Remission);
        Assert.Equal("line 1, cohort_id: the column is missing: every study counts as a cohort of its own, and shared patients cannot be found", Assert.Single(result.Problems).ToString());
    }

    [Fact]
    public void ReadCsv_Blank_IsNotReportedAndNeverZero()
    {
        var arm = Read("study_id,year,disease,n_treated,cohort_id,crs_any,n_evaluable_crs,deaths\nOne,2024,SLE,3,C,,, \n").OrThrow().Arms[0];

        Assert.Null(arm.Crs);
        Assert.Null(arm.Deaths);
        Assert.Null(Outcome.Death.CountIn(arm));
        Assert.Null(arm.Column("crs_any"));
    }

    [Theory]
    [InlineData("abc", "not a whole number")]
    [InlineData("4.5", "not a whole number")]
    [InlineData("-1", "the number is negative")]
    [InlineData("99999999999", "the number is too large")]
    [InlineData("1,5", "a comma in a number may be a decimal comma or separate thousands; write 1.5 or 1234")]
    [InlineData("1,234", "a comma in a number may be a decimal comma or separate thousands; write 1.5 or 1234")]
    [InlineData("NA", "what is not reported is left blank")]
    [InlineData("NaN", "what is not reported is left blank")]
    [InlineData("Infinity", "not a whole number")]
    [InlineData("٣", "not a whole number")]
    public void ReadCsv_CountThatIsNone_SaysWhy(string value, string message)
    {
        var error = Assert.Single(Read($"{Header}\nOne,A,2024,C,SLE,5,5,\"{value}\",DORIS\n").Errors);

        Assert.Equal((2L, 8, "remission_events", value, message), (error.Line, error.Column!.Value, error.Field, error.Value, error.Message));
        Assert.Equal("a whole number of patients, or blank", error.Allowed);
    }

    [Theory]
    [InlineData("6,5", "a comma in a number may be a decimal comma or separate thousands; write 1.5 or 1234")]
    [InlineData("-2", "the number is negative")]
    [InlineData("six", "not a number")]
    [InlineData("1e400", "not a number")]
    public void ReadCsv_MonthsThatAreNone_SaysWhy(string value, string message)
    {
        var error = Assert.Single(Read($"study_id,year,disease,n_treated,cohort_id,follow_up_median_months\nOne,2024,SLE,3,C,\"{value}\"\n").Errors);

        Assert.Equal(("follow_up_median_months", value, message), (error.Field, error.Value, error.Message));
    }

    [Fact]
    public void ReadCsv_ManyProblems_AreAllListedInTheOrderOfTheFile()
    {
        var result = Read($"{Header}\nOne,A,2024,C,,5,5,6,DORIS\nTwo,A,MMXX,C,SLE,5,7,1,DORIS\nThree,A,2024,C,SLE,0,,,\n");

        Assert.Equal(
            [
                "line 2, column 5 (disease), \"\": the field is blank and every row must fill it",
                "line 2, column 8 (remission_events), \"6\": 6 events among 5 evaluable patients",
                "line 3, column 3 (year), \"MMXX\": not a whole number",
                "line 3, column 7 (n_evaluable_remission), \"7\": 7 evaluable patients among 5 treated",
                "line 4, column 6 (n_treated), \"0\": 0 patients treated; an arm has at least 1",
            ],
            result.Errors.Select(e => e.ToString().Split("; allowed:")[0]));
        Assert.Null(result.Evidence);
        var thrown = Assert.Throws<EvidenceFormatException>(result.OrThrow);
        Assert.Equal(result.Errors, thrown.Problems);
    }

    [Fact]
    public void ReadCsv_EventsWithoutDenominator_AreAnError() =>
        AssertError(Read($"{Header}\nOne,A,2024,C,SLE,5,,4,DORIS\n"), 2, "a count is given without its denominator, n_evaluable_remission");

    [Fact]
    public void ReadCsv_DefinitionWithoutEvents_IsAnError() =>
        AssertError(Read($"{Header}\nOne,A,2024,C,SLE,5,5,,DORIS\n"), 2, "a definition is given and no count of events");

    [Fact]
    public void ReadCsv_EventsWithoutDefinition_AreAWarning()
    {
        var warning = Assert.Single(Read($"{Header}\nOne,A,2024,C,SLE,5,5,4,\n").Warnings);

        Assert.Equal(("remission_definition", "blank, here first, on 1 row: taken as not reported"), (warning.Field, warning.Message));
    }

    [Fact]
    public void ReadCsv_DenominatorWithoutEvents_IsKeptAndCountsNothing()
    {
        var evidence = Read($"{Header}\nOne,A,2024,C,SLE,5,5,,\n").OrThrow();

        Assert.Null(Outcome.Remission.CountIn(evidence.Arms[0]));
        Assert.Equal("5", evidence.Arms[0].Column("n_evaluable_remission"));
    }

    [Fact]
    public void ReadCsv_ArmTwice_IsAnErrorThatNamesTheFirstLine() =>
        AssertError(Read($"{Header}\nOne,A,2024,C,SLE,5,,,\nOne,A,2024,C,SLE,6,,,\n"), 3, "study One has an arm A already, on line 2");

    [Fact]
    public void ReadCsv_UnknownOpenCode_IsAWarningOnceAndKept()
    {
        var result = Read("study_id,year,disease,n_treated,cohort_id\nOne,2024,GBS,3,C\nTwo,2024,gbs,3,D\n");

        Assert.Equal("line 2, column 3 (disease), \"GBS\": the code is not in the data dictionary; it is taken as a new one", Assert.Single(result.Warnings).ToString().Split("; allowed:")[0]);
        Assert.Equal(Disease.Parse("GBS"), result.OrThrow().Arms[1].Disease);
    }

    [Theory]
    [InlineData("design", "phase3")]
    [InlineData("publication_type", "blog")]
    [InlineData("population", "elderly")]
    [InlineData("source", "xenogeneic")]
    [InlineData("confidence", "certain")]
    public void ReadCsv_UnknownClosedCode_IsAnErrorThatListsTheCodes(string column, string value)
    {
        var error = Assert.Single(Read($"study_id,year,disease,n_treated,cohort_id,{column}\nOne,2024,SLE,3,C,{value}\n").Errors);

        Assert.Equal((column, value, "there is no such code", EvidenceColumn.Find(column)!.Allowed), (error.Field, error.Value, error.Message, error.Allowed));
    }

    [Fact]
    public void ReadCsv_SupersedesUnknownStudy_IsAWarning()
    {
        var warning = Assert.Single(Read("study_id,year,disease,n_treated,cohort_id,supersedes\nOne,2024,SLE,3,C,Zero\n").Warnings);

        Assert.Equal((2L, "supersedes", "Zero", "no such study is in the file"), (warning.Line, warning.Field, warning.Value, warning.Message));
    }

    [Fact]
    public void ReadCsv_SupersedesItself_IsAnError() =>
        AssertError(Read("study_id,year,disease,n_treated,cohort_id,supersedes\nOne,2024,SLE,3,C,One\n"), 2, "the report supersedes itself");

    [Fact]
    public void ReadCsv_SupersedeEachOther_IsAnError() =>
        AssertError(
            Read("study_id,year,disease,n_treated,cohort_id,supersedes\nOne,2024,SLE,3,C,Two\nTwo,2024,SLE,3,C,Three\nThree,2024,SLE,3,C,One\n"),
            2,
            "studies supersede each other in a circle: One → Two → Three → One");

    [Fact]
    public void ReadCsv_SourceThatIsNoAddressAndLongNote_AreWarnings()
    {
        var note = string.Join(' ', Enumerable.Repeat("word", 21));
        var warnings = Read($"study_id,year,disease,n_treated,cohort_id,source_urls,source_note\nOne,2024,SLE,3,C,https://a.example;ftp://b,{note}\n").Warnings;

        Assert.Equal(["\"ftp://b\" is not an address", "the note is longer than 20 words"], warnings.Select(w => w.Message));
    }
}
