using System.Text;

namespace CarTEvidence.Tests.Evidence;

public sealed class ReadCsvTests
{
    private const string Header = "study_id,arm_id,year,cohort_id,disease,n_treated,n_evaluable_remission,remission_events,remission_definition";

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
    public void ReadCsv_HeaderInOtherOrderAndCase_ReadsTheSame()
    {
        var straight = Read($"{Header}\nOne,A,2024,C,SLE,5,5,4,DORIS\n").OrThrow();
        var turned = Read("REMISSION_DEFINITION, Disease ,n_Treated,Remission_Events,N_EVALUABLE_REMISSION,year,cohort_id,ARM_ID,study_id\nDORIS,sle,5,4,5,2024,C,A,One\n").OrThrow();

        Assert.Equal(straight.Arms, turned.Arms);
        Assert.Equal("remission_definition", turned.Columns[0]);
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r", "")]
    [InlineData("\n", "\uFEFF")]
    [InlineData("\r\n", "\uFEFF")]
    public void ReadCsv_LineEndsAndByteOrderMark_ReadTheSame(string lineEnd, string mark)
    {
        var text = $"{mark}{Header}\nOne,A,2024,C,SLE,5,5,4,\"DORIS, at 6 months\"\n\nTwo,A,2024,C,SLE,x,,,\n".Replace("\n", lineEnd, StringComparison.Ordinal);

        var problem = Assert.Single(Read(text).Errors);

        Assert.Equal((4L, 6, "n_treated", "x"), (problem.Line, problem.Column!.Value, problem.Field, problem.Value));
    }

    [Fact]
    public void ReadCsv_FileWithByteOrderMark_ReadsFromBytes()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $"{Header}\nMüller2024,A,2024,C,SLE,5,5,4,DORIS\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            var evidence = EvidenceBase.ReadCsv(path).OrThrow();

            Assert.Equal("Müller2024", evidence.Arms[0].Study);
            Assert.Equal("study_id", evidence.Columns[0]);
            Assert.Equal(path, evidence.Source);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadCsv_LineBreakInsideQuotes_CountsPhysicalLines()
    {
        var result = Read($"{Header}\nOne,A,2024,C,SLE,5,5,4,\"DORIS\nat \"\"6\"\" months\"\nTwo,A,2024,C,SLE,-1,,,\n");

        var problem = Assert.Single(result.Errors);
        Assert.Equal(4, problem.Line);
        Assert.Equal("line 4, column 6 (n_treated), \"-1\": the number is negative; allowed: a whole number of patients, at least 1", problem.ToString());
    }

    [Fact]
    public void ReadCsv_QuotedText_KeepsQuotesAndLineBreaks() =>
        Assert.Equal("DORIS\nat \"6\" months", Read($"{Header}\nOne,A,2024,C,SLE,5,5,4,\"DORIS\nat \"\"6\"\" months\"\n").OrThrow().Arms[0].Remission!.Definition);

    [Fact]
    public void ReadCsv_Blank_IsNotReportedAndNeverZero()
    {
        var arm = Read("study_id,year,disease,n_treated,cohort_id,crs_any,n_evaluable_crs,deaths\nOne,2024,SLE,3,C,,, \n").OrThrow().Arms[0];

        Assert.Null(arm.Crs);
        Assert.Null(arm.Deaths);
        Assert.Null(Outcome.Death.CountIn(arm));
        Assert.Null(arm.Column("crs_any"));
    }

    [Fact]
    public void ReadCsv_EmptyFile_SaysSo() => AssertError(Read(""), 1, "the file is empty; it needs a header line with the names of the columns");

    [Fact]
    public void ReadCsv_BlankLinesOnly_SaysTheFileIsEmpty() => AssertError(Read("\n\n\n"), 1, "the file is empty; it needs a header line with the names of the columns");

    [Fact]
    public void ReadCsv_HeaderOnly_SaysSo() => AssertError(Read(Header + "\n"), 1, "the file has a header and no rows");

    [Fact]
    public void ReadCsv_MissingColumns_AreAllNamedWithWhatWasNotKnown()
    {
        var errors = Read("study,year,n\nOne,2024,3\n").Errors;

        Assert.Equal(["study_id", "disease", "n_treated"], errors.Select(e => e.Field));
        Assert.All(errors, e => Assert.Equal("the column is missing; not known in the header: study, n", e.Message));
    }

    [Fact]
    public void ReadCsv_ColumnTwiceInTheHeader_IsAnError()
    {
        var error = Assert.Single(Read("study_id,year,disease,n_treated,cohort_id,YEAR\nOne,2024,SLE,3,C,2025\n").Errors);

        Assert.Equal(("year", 6, "the header names this column twice, first as column 2"), (error.Field, error.Column!.Value, error.Message));
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
    public void ReadCsv_UnknownColumn_IsKeptAsAFurtherColumn()
    {
        var evidence = Read("study_id,year,disease,n_treated,cohort_id,Rituximab before\nOne,2024,SLE,3,C,yes\nTwo,2024,SLE,3,D,\n").OrThrow();

        Assert.Equal("yes", evidence.Arms[0].Column("rituximab BEFORE"));
        Assert.Null(evidence.Arms[1].Column("Rituximab before"));
        Assert.Equal("One", Assert.Single(evidence.Where("rituximab before", "YES").Arms).Study);
    }

    [Fact]
    public void ReadCsv_BlankRow_IsPassedOver() => Assert.Equal(2, Read($"{Header}\nOne,A,2024,C,SLE,5,,,\n,,,,,,,,\nTwo,A,2024,C,SLE,5,,,\n").OrThrow().Arms.Count);

    [Theory]
    [InlineData("One,A,2024,C,SLE,5,,", 8)]
    [InlineData("One,A,2024,C,SLE,5,,,,x", 10)]
    public void ReadCsv_RowOfAnotherLength_IsAnError(string row, int fields) =>
        AssertError(Read($"{Header}\n{row}\n"), 2, $"the row has {fields} fields, the header has 9; a field that holds the separator stands in double quotes");

    [Fact]
    public void ReadCsv_ValueUnderAColumnWithoutName_IsAnError() =>
        AssertError(Read("study_id,year,disease,n_treated,cohort_id,\nOne,2024,SLE,3,C,7\n"), 2, "the column has no name in the header");

    [Fact]
    public void ReadCsv_ColumnWithoutNameAndValues_IsPassedOver() =>
        Assert.Equal(5, Read("study_id,year,disease,n_treated,cohort_id,\nOne,2024,SLE,3,C,\n").OrThrow().Columns.Count);

    [Fact]
    public void ReadCsv_QuoteNeverClosed_IsAnError() => Assert.Contains(Read($"{Header}\nOne,A,2024,C,\"SLE,5,,,\nTwo,A,2024,C,SLE,5,,,\n").Errors, e => e.Line == 2 && e.Message == "a double quote is opened and never closed");

    [Fact]
    public void ReadCsv_QuoteNeverClosedInALargeFile_StopsAtTheLimit()
    {
        var text = new StringBuilder($"{Header}\nOne,A,2024,C,\"SLE,5,,,\n");
        for (var i = 0; i < 1000; i++)
        {
            text.Append("Two,A,2024,C,SLE,5,,,\n");
        }

        var result = EvidenceBase.ReadCsv(new StringReader(text.ToString()), new() { MaxRowBytes = 2000 });

        AssertError(result, 2, "the row does not end within the limit of a row's length; a double quote may be open that is never closed");
    }

    [Fact]
    public void ReadCsv_SemicolonFile_IsReadAndAWarningSaysSo()
    {
        var result = Read("study_id;year;disease;n_treated;cohort_id;follow_up_median_months\nOne;2024;SLE;3;C;6.5\n");

        Assert.Equal(6.5, result.OrThrow().Arms[0].FollowUp!.Median);
        Assert.Equal("the fields are read as separated by \";\", not by the comma", Assert.Single(result.Warnings).Message);
    }

    [Fact]
    public void ReadCsv_SemicolonFileWithDecimalComma_IsRefusedAndSaysWhy() =>
        AssertError(Read("study_id;year;disease;n_treated;cohort_id;follow_up_median_months\nOne;2024;SLE;3;C;6,5\n"), 2, "a comma in a number may be a decimal comma or separate thousands; write 1.5 or 1234");

    [Fact]
    public void ReadCsv_TextThatIsNotUtf8_IsAWarning()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Encoding.Latin1.GetBytes("study_id,year,disease,n_treated,cohort_id\nMüller2024,2024,SLE,3,C\n"));
            var warning = Assert.Single(EvidenceBase.ReadCsv(path).Warnings);

            Assert.Equal((2L, "study_id", path), (warning.Line, warning.Field, warning.File));
            Assert.StartsWith($"{path}, line 2, column 1 (study_id)", warning.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
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

    [Fact]
    public void ReadCsv_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => EvidenceBase.ReadCsv(new StringReader($"{Header}\nOne,A,2024,C,SLE,5,,,\n"), cancellationToken: cancellation.Token));
    }

    [Fact]
    public void ReadCsv_SpreadsheetFile_IsRefusedAsNotText() =>
        AssertError(Read("PK\u0003\u0004\u0014\0\u0006,\u0001\n\u0002\n"), 1, "the file is not text; a spreadsheet is first saved as CSV (UTF-8)");

    [Theory]
    [InlineData('"')]
    [InlineData('a')]
    [InlineData('5')]
    [InlineData('\n')]
    [InlineData('→')]
    public void Separator_ThatCannotSeparate_Throws(char separator) => Assert.Throws<ArgumentOutOfRangeException>(() => new EvidenceReadOptions { Separator = separator });

    [Fact]
    public void Separator_Given_IsTaken() =>
        Assert.Equal("a;b", EvidenceBase.ReadCsv(new StringReader("study_id,year,disease,n_treated,cohort_id\na;b,2024,SLE,3,C\n"), new() { Separator = ',' }).OrThrow().Arms[0].Study);

    [Fact]
    public void ReadCsv_LongText_IsReadRowByRowAndNotHeld()
    {
        // The text is endless; it stops the reading after a thousand rows, and the reader must not have taken much more than its buffers.
        using var cancellation = new CancellationTokenSource();
        using var endless = new EndlessArms(cancellation, stopAfter: 1000);

        Assert.Throws<OperationCanceledException>(() => EvidenceBase.ReadCsv(endless, cancellationToken: cancellation.Token));
        Assert.InRange(endless.RowsGiven, 1000, 20_000);
    }

    [Fact]
    public void ReadCsv_MissingFile_Throws() => Assert.Throws<FileNotFoundException>(() => EvidenceBase.ReadCsv("no-such-file.csv"));

    [Fact]
    public void Hash_TextAndBytes_Agree()
    {
        var path = Path.GetTempFileName();
        try
        {
            // Longer than one buffer, with characters of two, three and four bytes.
            var text = new StringBuilder($"{Header}\n");
            for (var i = 0; i < 3000; i++)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Müller {i} ≥ 𝛕,A,2024,C{i},SLE,5,,,\n");
            }

            File.WriteAllText(path, text.ToString());

            Assert.Equal(EvidenceBase.ReadCsv(path).OrThrow().Hash, Read(text.ToString()).OrThrow().Hash);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class EndlessArms(CancellationTokenSource cancellation, int stopAfter) : TextReader
    {
        private string _pending = Header + "\n";

        public int RowsGiven { get; private set; }

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            while (_pending.Length < buffer.Length)
            {
                _pending += FormattableString.Invariant($"S{RowsGiven},A,2024,C{RowsGiven},SLE,5,5,4,DORIS\n");
                RowsGiven++;
            }

            if (RowsGiven >= stopAfter)
            {
                cancellation.Cancel();
            }

            _pending.AsSpan(0, buffer.Length).CopyTo(buffer);
            _pending = _pending[buffer.Length..];
            return buffer.Length;
        }
    }

    private static EvidenceReadResult Read(string text) => EvidenceBase.ReadCsv(new StringReader(text));

    private static void AssertError(EvidenceReadResult result, long line, string message)
    {
        var error = Assert.Single(result.Errors);
        Assert.Equal((line, message), (error.Line, error.Message));
        Assert.False(result.IsValid);
    }
}
