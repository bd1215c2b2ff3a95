namespace CarTEvidence.Tests.Reading;

public sealed class ProportionTableTests
{
    private static readonly ProportionColumns Columns = new("trial", "cases", "n");

    [Fact]
    public void ReadCsv_AnyCsv_TakesTheChosenColumns()
    {
        var table = Read("Country,Trial,N,Cases\nItaly,One,12,3\nSpain,Two,8,0\n").OrThrow();

        Assert.Equal([("One", 3L, 12L), ("Two", 0L, 8L)], table.Data.Select(s => (s.Study, s.Events, s.Total)));
        Assert.Equal(["Country", "Trial", "N", "Cases"], table.Columns);
    }

    [Fact]
    public void ReadCsv_Path_ReadsTheFileAndHashesItsBytes()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "trial,cases,n\nOne,1,5\n");
            var table = ProportionTable.ReadCsv(path, Columns).OrThrow();

            Assert.Equal(path, table.Source);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), table.Hash);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void OrThrow_FileWithErrors_CarriesThemAll()
    {
        var result = Read("trial,cases,n\nOne,9,5\nTwo,x,5\n");

        Assert.False(result.IsValid);
        Assert.Equal(result.Errors, Assert.Throws<EvidenceFormatException>(result.OrThrow).Problems);
    }

    [Fact]
    public void ReadCsv_UnknownColumns_AreAllNamedWithThoseThatExist()
    {
        var errors = Read("study,events\nOne,3\n").Errors;

        Assert.Equal(["trial", "cases", "n"], errors.Select(e => e.Field));
        Assert.All(errors, e => Assert.Equal("there is no such column; the columns are study, events", e.Message));
    }

    [Fact]
    public void ReadCsv_ManyProblems_AreAllListed()
    {
        var errors = Read("trial,cases,n\n,1,2\nTwo,3,2\nThree,x,y\nFour,1,\nFive,0,0\nSix,-1,3\nSeven,1,2,3\n").Errors;

        Assert.Equal(
            [
                "line 2, column 1 (trial), \"\": the field is blank and every row must name its study; allowed: text",
                "line 3, column 2 (cases), \"3\": 3 events among 2 evaluable patients",
                "line 4, column 2 (cases), \"x\": not a whole number; allowed: a whole number of patients",
                "line 4, column 3 (n), \"y\": not a whole number; allowed: a whole number of patients",
                "line 5, column 3 (n), \"\": events are given without the number evaluable; allowed: a whole number of patients",
                "line 6, column 3 (n), \"0\": no patient is evaluable; allowed: a whole number of patients, at least 1",
                "line 7, column 2 (cases), \"-1\": the number is negative; allowed: a whole number of patients",
                "line 8: the row has 4 fields, the header has 3; a field that holds the separator stands in double quotes",
            ],
            errors.Select(e => e.ToString()));
    }

    [Fact]
    public void ReadCsv_BlankEvents_AreLeftOutWithAWarning()
    {
        var result = Read("trial,cases,n\nOne,,5\nTwo,1,5\nThree,,\n");

        Assert.Equal("Two", Assert.Single(result.OrThrow().Data).Study);
        Assert.Equal("line 2, column 2 (cases): blank, here first, on 2 rows: not reported, left out", Assert.Single(result.Warnings).ToString());
    }

    [Fact]
    public void ReadCsv_StudyTwice_IsAWarning() => Assert.Equal("the study stands on line 2 already", Assert.Single(Read("trial,cases,n\nOne,1,5\nOne,2,5\n").Warnings).Message);

    [Theory]
    [InlineData("", "the file is empty; it needs a header line with the names of the columns")]
    [InlineData("trial,cases,n\n", "no row gives events and evaluable patients")]
    [InlineData("trial,cases,n\nOne,,5\n", "no row gives events and evaluable patients")]
    public void ReadCsv_NothingToPool_SaysSo(string text, string message) => Assert.Equal(message, Assert.Single(Read(text).Errors).Message);

    [Fact]
    public void Where_Column_SelectsInAnyCaseAndRemembers()
    {
        var table = Read("trial,cases,n,country\nOne,1,5,Italy\nTwo,2,5,Spain\n").OrThrow().Where("COUNTRY", "italy");

        Assert.Equal("One", Assert.Single(table.Data).Study);
        Assert.Equal(["country=italy"], table.Filters);
        Assert.Throws<NoDataException>(() => table.Where("country", "Spain"));
        Assert.Throws<ArgumentException>(() => table.Where("region", "Spain"));
    }

    [Fact]
    public void GroupBy_Column_GivesALevelARow()
    {
        var grouping = Read("trial,cases,n,country\nOne,1,5,Italy\nTwo,2,5,\n").OrThrow().GroupBy("Country");

        Assert.Equal("country", grouping.Name);
        Assert.Equal(["Italy", "not reported"], grouping.Values);
    }

    private static ProportionReadResult Read(string text) => ProportionTable.ReadCsv(new StringReader(text), Columns);
}
