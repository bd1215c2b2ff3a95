namespace CarTEvidence.Cli.Tests;

public sealed class SchemasTests
{
    private const string Request = """{"id":1,"kind":"proportions","study":["A"],"events":[1],"total":[2]""";

    [Fact]
    public void Request_OfTheContract_IsValid() => Schemas.RequireRequest("""
        {"id": "a1", "kind": "proportions", "study": ["A","B","C"], "events": [5,12,8], "total": [5,15,9],
         "measure": "logit", "model": "random", "tau2": "reml", "interval": "hksj", "prediction": "t", "level": 0.95,
         "zeroCorrection": {"add": 0.5, "to": "only0"},
         "moderators": {"year": [2021,2022,2024], "target": ["CD19","CD19","BCMA"]},
         "subgroup": {"name": "target", "values": ["CD19","CD19","BCMA"], "tau2": "separate"},
         "include": ["tau2Intervals", "leaveOneOut", "cumulative", "influence", "bias", "blup"],
         "controls": {"tolerance": 1e-12, "maxIterations": 1000}}
        """);

    [Theory]
    [InlineData("}", true)]
    [InlineData(",\"level\":95}", false)]
    [InlineData(",\"tau2\":\"nonsense\"}", false)]
    [InlineData(",\"intervall\":\"wald\"}", false)]
    [InlineData(",\"zeroCorrection\":{\"add\":-1}}", false)]
    [InlineData(",\"events\":[-1]}", false)]
    public void Request_Schema_TellsGoodFromBad(string rest, bool valid) => Assert.Equal(valid, Schemas.IsRequest(Request + rest));

    [Theory]
    [InlineData("bootstrap", "\"kind\":\"studies\"", "\"kind\":\"bagging\"")]
    [InlineData("bootstrap", "\"lower\"", "\"low\"")]
    [InlineData("permute --null 0.5", "\"exact\":true", "\"exact\":1")]
    [InlineData("gosh", "\"subsets\"", "\"sets\"")]
    [InlineData("audit --replicates 20 --proportion 0.3 --tau 0.4", "\"reason\"", "\"because\"")]
    [InlineData("simulate --replicates 20 --proportion 0.3 --tau 0.4 --sizes 5,9", "\"routine\":\"simulate\"", "\"routine\":\"audit\"")]
    public void Resampling_Schema_TellsGoodFromBad(string command, string good, string bad)
    {
        using var folder = new TemporaryFolder();
        string[] words = command.Split(' ');
        string[] data = words[0] == "simulate"
            ? []
            : [folder.File("trials.csv", "trial,deaths,n\nT1,1,20\nT2,3,15\nT3,4,40\nT4,9,30\n"), "--study", "trial", "--events", "deaths", "--total", "n"];
        var printed = CliRun.Of([words[0], .. data, .. words[1..], "--format", "json"]).Out;
        Assert.True(Schemas.IsResampling(printed), printed);
        Assert.Contains(good, printed, StringComparison.Ordinal);
        Assert.False(Schemas.IsResampling(printed.Replace(good, bad, StringComparison.Ordinal)));
    }

    [Fact]
    public void Answer_Schema_TellsGoodFromBad()
    {
        var answer = CliRun.WithInput(Request + "}", "fit").Out;
        Assert.True(Schemas.IsAnswer(answer));
        Assert.False(Schemas.IsAnswer(answer.Replace("\"converged\"", "\"convergence\"", StringComparison.Ordinal)));
        Assert.False(Schemas.IsAnswer(answer.Replace("\"k\":1", "\"k\":\"one\"", StringComparison.Ordinal)));
        Assert.True(Schemas.IsAnswer("""{"id":null,"error":{"code":"invalid-json","message":"no","field":null}}"""));
        Assert.False(Schemas.IsAnswer("""{"id":null,"error":{"code":"invalid-json"}}"""));
    }
}
