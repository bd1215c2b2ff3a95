using CarTEvidence.Cli.Fit;

namespace CarTEvidence.Cli.Tests.Fit;

public sealed class RequestSplitterTests
{
    private const string Whole = """{"id":"z","kind":"proportions"}""";

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \n\n\t\r\n", 0)]
    [InlineData(Whole, 1)]
    [InlineData("\uFEFF" + Whole + "\r\n", 1)]
    [InlineData(Whole + "\n" + Whole + "\n", 2)]
    [InlineData(Whole + Whole + "  " + Whole, 3)]
    [InlineData("[" + Whole + "," + Whole + "]", 2)]
    [InlineData("[\n" + Whole + ",\n  " + Whole + "\n]\n" + Whole, 3)]
    [InlineData("[]", 0)]
    public void Read_WholeRequests_AreCutApart(string input, int expected)
    {
        var requests = Split(input);
        Assert.Equal(expected, requests.Length);
        Assert.All(requests, r => Assert.Equal(Whole, r.Text));
    }

    [Fact]
    public void Read_ObjectOverManyLines_IsOneRequest()
    {
        const string pretty = """
            {
              "subgroup": {"name": "target", "values": ["}", "\"{", "]"]},
              "kind": "proportions"
            }
            """;
        Assert.Equal([pretty.TrimEnd(), Whole], Split(pretty + "\n" + Whole).Select(r => r.Text));
    }

    [Fact]
    public void Read_LineCutShort_CostsOnlyItself()
    {
        var requests = Split("{\"id\":1,\"events\":[1,2\n" + Whole + "\n{\"id\":\"a\n" + Whole + "\n");
        Assert.Equal(4, requests.Length);
        Assert.True(requests[0].Truncated);
        Assert.Equal(Whole, requests[1].Text);
        Assert.Equal("{\"id\":\"a\n", requests[2].Text);
        Assert.Equal(Whole, requests[3].Text);
        Assert.Equal([1, 2, 3, 4], requests.Select(r => r.Line));
    }

    [Fact]
    public void Read_GarbageBetweenRequests_IsOneBrokenRequestALine()
    {
        var requests = Split("nonsense\n" + Whole + " trailing\n" + Whole);
        Assert.Equal(["nonsense", Whole + "trailing", Whole], requests.Select(r => r.Text));
    }

    [Fact]
    public void Read_ArrayWithOtherThings_CutsThemApartToo()
    {
        var requests = Split("[1, " + Whole + ", null]\n" + Whole);
        Assert.Equal(["1", Whole, "null", Whole], requests.Select(r => r.Text));
    }

    [Theory]
    [InlineData("{\"kind\":\"proportions\",\"events\":[1,")]
    [InlineData("{\"kind\":\"prop")]
    [InlineData("[")]
    [InlineData("[{\"kind\":\"proportions\"")]
    public void Read_InputThatEndsTooEarly_SaysSo(string input) => Assert.True(Split(input)[^1].Truncated);

    [Fact]
    public void Read_ArrayNeverClosed_GivesItsRequestsAndThenSaysSo()
    {
        var requests = Split("[" + Whole + ",");
        Assert.Equal(2, requests.Length);
        Assert.Equal(Whole, requests[0].Text);
        Assert.True(requests[1].Truncated);
    }

    [Fact]
    public void Read_RequestsAsTheyCome_DoesNotWaitForTheEnd()
    {
        using var endless = new EndlessReader(Whole + "\n");
        Assert.Equal(3, new RequestSplitter(endless, CancellationToken.None).Read().Take(3).Count());
    }

    [Fact]
    public async Task Read_CancelledWhileWaiting_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        using var silent = new SilentReader();
        var reading = Task.Run(() => new RequestSplitter(silent, cancellation.Token).Read().Count(), CancellationToken.None);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        silent.Release();
    }

    private static RequestText[] Split(string input) => [.. new RequestSplitter(new StringReader(input), CancellationToken.None).Read()];

    private sealed class EndlessReader(string line) : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            line.CopyTo(0, buffer, index, line.Length);
            return line.Length;
        }
    }

    private sealed class SilentReader : TextReader
    {
        private readonly ManualResetEventSlim _gate = new();

        public void Release() => _gate.Set();

        public override int Read(char[] buffer, int index, int count)
        {
            _gate.Wait();
            return 0;
        }
    }
}
