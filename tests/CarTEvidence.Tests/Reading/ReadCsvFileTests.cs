using System.Text;
using static CarTEvidence.Tests.Reading.CsvText;

namespace CarTEvidence.Tests.Reading;

/// <summary>The file around the cells: encoding, line ends, header, rows, quotes, separators, length.</summary>
public sealed class ReadCsvFileTests
{
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadCsv_Utf16WithItsMark_ReadsTheSame(bool bigEndian)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $"{Header}\nMüller2024,A,2024,C,SLE,5,5,4,DORIS\n", new UnicodeEncoding(bigEndian, byteOrderMark: true));

            Assert.Equal("Müller2024", Assert.Single(EvidenceBase.ReadCsv(path).OrThrow().Arms).Study);
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
    public void ReadCsv_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => EvidenceBase.ReadCsv(new StringReader($"{Header}\nOne,A,2024,C,SLE,5,,,\n"), cancellation: cancellation.Token));
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

        Assert.Throws<OperationCanceledException>(() => EvidenceBase.ReadCsv(endless, cancellation: cancellation.Token));
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
}
