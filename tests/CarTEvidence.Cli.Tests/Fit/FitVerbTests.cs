using System.Text.Json;

namespace CarTEvidence.Cli.Tests.Fit;

public sealed class FitVerbTests
{
    private const string Three = """{"id":"a1","kind":"proportions","study":["A","B","C"],"events":[5,12,8],"total":[5,15,9]}""";

    [Fact]
    public void Fit_DefaultRequest_AnswersWithTheBinomialNormalModel()
    {
        var answer = Answer(Three);
        Assert.Equal("a1", answer.GetProperty("id").GetString());
        Assert.Equal("proportions", answer.GetProperty("kind").GetString());
        Assert.Equal("binomial-normal", answer.GetProperty("model").GetString());
        Assert.Equal("profile-likelihood", answer.GetProperty("interval").GetString());
        Assert.Equal(3, answer.GetProperty("k").GetInt32());
        Assert.Equal(25, answer.GetProperty("events").GetInt32());
        Assert.Equal(29, answer.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("\"model\":\"RANDOM\",\"tau2\":\"DL\",\"interval\":\"knha\"", "random", "dersimonian-laird", "hksj")]
    [InlineData("\"model\":\"random\",\"tau2\":\"dersimonian-laird\",\"interval\":\"HKSJ\"", "random", "dersimonian-laird", "hksj")]
    [InlineData("\"tau2\":\"REML\",\"interval\":\"z\"", "random", "reml", "wald")]
    [InlineData("\"measure\":\"pLo\",\"model\":\"CE\"", "common", null, "wald")]
    public void Fit_NamesInAnyCaseAndAsRCodes_AreAnsweredCanonically(string choices, string model, string? tau2, string interval)
    {
        var answer = Answer(With(choices), isDocumented: false); // the schema lists names as usually written
        Assert.Equal(model, answer.GetProperty("model").GetString());
        Assert.Equal(tau2, answer.GetProperty("tau2Estimator").GetString());
        Assert.Equal(interval, answer.GetProperty("interval").GetString());
    }

    [Fact]
    public void Fit_EveryPatientHasTheEvent_AnswersOneWithAnExactIntervalAndANote()
    {
        var answer = Answer("""{"kind":"proportions","study":["A","B"],"events":[5,15],"total":[5,15]}""");
        Assert.Equal(1, answer.GetProperty("pooled").GetProperty("estimate").GetDouble());
        Assert.Equal(1, answer.GetProperty("pooled").GetProperty("upper").GetDouble());
        Assert.Equal(0.8315665, answer.GetProperty("pooled").GetProperty("lower").GetDouble(), 1e-6); // Clopper-Pearson of 20/20: 0.025^(1/20)
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("pooled").GetProperty("transformed").GetProperty("estimate").ValueKind);
        Assert.NotEqual(0, answer.GetProperty("notes").GetArrayLength());
    }

    /// <summary>What is asked for in so many words and not read is said to be so, never passed over.</summary>
    [Theory]
    [InlineData("\"kind\":\"proportions\",\"events\":[5,2],\"total\":[9,15],\"model\":\"binomial-normal\",\"tau2\":\"DL\"", "dersimonian-laird, has no part")]
    [InlineData("\"kind\":\"proportions\",\"events\":[5,2],\"total\":[9,15],\"model\":\"common\",\"tau2\":\"REML\"", "reml, has no part")]
    [InlineData("\"kind\":\"proportions\",\"events\":[5,2],\"total\":[9,15],\"model\":\"beta-binomial\",\"zeroCorrection\":{\"add\":0.5}", "zero correction")]
    [InlineData("\"kind\":\"means\",\"mean\":[5,2],\"sd\":[1,2],\"n\":[9,15],\"zeroCorrection\":{\"add\":0.5}", "zero correction")]
    [InlineData("\"kind\":\"proportions\",\"events\":[5,2],\"total\":[9,15],\"model\":\"common\",\"prediction\":\"hts\"", "no prediction interval")]
    [InlineData("\"kind\":\"proportions\",\"events\":[5,2],\"total\":[9,15],\"controls\":{\"seed\":3}", "bootstrap interval")]
    public void Fit_ChoiceThatTheModelDoesNotRead_IsNoted(string request, string expected)
    {
        var notes = Answer($$"""{"study":["A","B"],{{request}}}""").GetProperty("notes").EnumerateArray().Select(note => note.GetString()!);
        Assert.Contains(notes, note => note.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_ChoicesThatAreRead_HaveNoSuchNote()
    {
        var notes = Answer("""{"kind":"proportions","study":["A","B","C"],"events":[5,2,0],"total":[9,15,7],"tau2":"DL","zeroCorrection":{"add":0.5},"prediction":"hts"}""")
            .GetProperty("notes").EnumerateArray().Select(note => note.GetString()!);
        Assert.DoesNotContain(notes, note => note.Contains("asked for", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_OneStudy_IsAnswered()
    {
        var answer = Answer("""{"kind":"proportions","study":["A"],"events":[3],"total":[9]}""");
        Assert.Equal(1, answer.GetProperty("k").GetInt32());
        Assert.Equal(1.0 / 3, answer.GetProperty("pooled").GetProperty("estimate").GetDouble(), 1e-6);
    }

    [Fact]
    public void Fit_Subgroups_AreAnsweredByLevelInOrdinalOrder()
    {
        var answer = Answer("""{"kind":"proportions","study":["A","B","C","D"],"events":[5,12,8,1],"total":[9,15,9,7],"subgroup":{"name":"target","values":["CD19","CD19","BCMA","BCMA"]}}""");
        Assert.Equal(["BCMA", "CD19"], answer.GetProperty("subgroups").EnumerateArray().Select(s => s.GetProperty("level").GetString()));
        Assert.InRange(answer.GetProperty("subgroupTest").GetProperty("pValue").GetDouble(), 0, 1);
    }

    [Theory]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[NaN],"total":[3]}""", "invalid-json", "events")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[-Infinity],"total":[3]}""", "invalid-json", "events")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[1e999]}""", "invalid-value", "total")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":["NaN"],"total":[3]}""", "wrong-type", "events")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[null],"total":[3]}""", "invalid-value", "study")]
    [InlineData("""{"kind":"proportions","study":[null],"events":[1],"total":[3]}""", "wrong-type", "study")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1.5],"total":[3]}""", "invalid-value", "events")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[-1],"total":[3]}""", "invalid-value", "events")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[4],"total":[3]}""", "invalid-value", "events")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[0],"total":[0]}""", "invalid-value", "total")]
    [InlineData("""{"kind":"proportions","study":[],"events":[],"total":[]}""", "invalid-value", "study")]
    [InlineData("""{"kind":"proportions","study":["A","B"],"events":[1],"total":[3,3]}""", "unequal-lengths", "total")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1,1],"total":[3,3]}""", "unequal-lengths", "study")]
    [InlineData("""{"kind":"proportions","study":["A"],"total":[3]}""", "missing-field", "events")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":3,"total":[3]}""", "wrong-type", "events")]
    [InlineData("""{"study":["A"],"events":[1],"total":[3]}""", "missing-field", "kind")]
    [InlineData("""{"kind":"proportion","study":["A"],"events":[1],"total":[3]}""", "unknown-name", "kind")]
    [InlineData("""{"kind":7}""", "wrong-type", "kind")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"tau2":"XX"}""", "unknown-name", "tau2")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"measure":"OR"}""", "unknown-name", "measure")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"model":"peto"}""", "unknown-name", "model")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"level":95}""", "invalid-value", "level")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"level":1.5}""", "invalid-value", "level")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"zeroCorrection":{"add":-1}}""", "invalid-value", "zeroCorrection.add")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"zeroCorrection":{"to":"some"}}""", "unknown-name", "zeroCorrection.to")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"intervall":"wald"}""", "unknown-field", "intervall")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"total":[3],"controls":{"maxiter":5}}""", "unknown-field", "controls.maxiter")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1],"events":[2],"total":[3]}""", "invalid-json", "events")]
    [InlineData("""{"kind":"proportions","study":["A"],"events":[1""", "truncated-json", "events")]
    [InlineData("""[1]""", "wrong-type", null)]
    [InlineData("""hello""", "invalid-json", null)]
    public void Fit_RequestThatCannotBeAnswered_GetsAnErrorThatNamesTheField(string request, string code, string? field)
    {
        var run = CliRun.WithInput(request, "fit");
        Assert.Equal(1, run.ExitCode);
        var error = JsonDocument.Parse(Assert.Single(run.Lines)).RootElement.GetProperty("error");
        Assert.Equal((code, field), (error.GetProperty("code").GetString(), error.GetProperty("field").GetString()));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Theory]
    [InlineData("sd1", -1, 1, "n", 9, "MC")]
    [InlineData("sd2", 1, -1, "n", 9, "MC")]
    [InlineData("sd1", -1, 1, "n", 9, "SMCR")]
    [InlineData("sd2", 1, -1, "n", 9, "SMCR")]
    [InlineData("n", 1, 1, "n", 1, "MC")]
    [InlineData("n1", 1, 1, "n1", 1, "MC")]
    public void Fit_ImpossibleChange_IsNamedAsInTheRequest(string field, double sd1, double sd2, string sizeField, long n, string measure)
    {
        var run = CliRun.WithInput(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $$"""{"kind":"means","measure":"{{measure}}","study":["sdBefore"],"mean1":[5],"sd1":[{{sd1}}],"mean2":[4],"sd2":[{{sd2}}],"{{sizeField}}":[{{n}}],"correlation":[0.5]}"""),
            "fit");
        var error = JsonDocument.Parse(Assert.Single(run.Lines)).RootElement.GetProperty("error");

        Assert.Equal(("invalid-value", field), (error.GetProperty("code").GetString(), error.GetProperty("field").GetString()));
        Assert.StartsWith($"Study \"sdBefore\" (entry 1): {field} is ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_BrokenLineAmongGoodOnes_GetsItsErrorInPlaceAndTheOthersTheirAnswers()
    {
        var run = CliRun.WithInput(Three + "\n{\"id\":\"b2\",\"kind\":\"proportions\",\"events\":[1,\n" + Three + "\n", "fit", "-");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3, run.Lines.Length);
        var error = JsonDocument.Parse(run.Lines[1]).RootElement;
        Assert.Equal("b2", error.GetProperty("id").GetString());
        Assert.Equal("truncated-json", error.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(run.Lines[0], run.Lines[2]);
        Assert.Contains("1 of 3 requests", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ArrayOfRequests_AnswersOneALineInOrder()
    {
        var run = CliRun.WithInput($"[{Three},\n{Three.Replace("\"a1\"", "2", StringComparison.Ordinal)}]", "fit");
        Assert.Equal(["\"a1\"", "2"], run.Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetRawText()));
    }

    [Fact]
    public void Fit_ManyRequests_AreAnsweredInOrder()
    {
        const int count = 300;
        var requests = string.Join('\n', Enumerable.Range(0, count).Select(i => Three.Replace("\"a1\"", $"{i}", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(0, count), CliRun.WithInput(requests, "fit").Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetInt32()));
    }

    [Fact]
    public void Fit_OutputThatFails_EndsTheRunInsteadOfHanging()
    {
        using var input = new StringReader(string.Join('\n', Enumerable.Repeat(Three, 200)));
        using var output = new FullDisk();
        using var error = new StringWriter();
        Assert.Equal(1, CliApplication.Run(["fit"], new CliStreams(input, output, error)));
        Assert.Contains("no space left", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_NoRequest_IsRefused()
    {
        var run = CliRun.WithInput(" \n", "fit");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no request", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_MissingFile_IsRefusedByName()
    {
        var run = CliRun.Of("fit", "no-such-file.json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("no-such-file.json: there is no such file\n", run.Error);
    }

    [Fact]
    public void Fit_Cancelled_Exits130()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(130, CliRun.With(Three, cancelled.Token, "fit").ExitCode);
    }

    [Fact]
    public void Fit_StudyWithANull_IsLeftOutWithANote()
    {
        var answer = Answer("""{"kind":"proportions","study":["A","B","C"],"events":[5,null,8],"total":[9,15,9],"model":"random","subgroup":{"values":["x","x","x"]}}""");
        Assert.Equal(2, answer.GetProperty("k").GetInt32());
        Assert.Equal(["A", "C"], answer.GetProperty("studies").EnumerateArray().Select(s => s.GetProperty("study").GetString()));
        Assert.Contains(answer.GetProperty("notes").EnumerateArray(), n => n.GetString()!.StartsWith("1 of 3 studies were left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_IncludedParts_AreMadeForEveryStudy()
    {
        var answer = Answer("""{"kind":"proportions","study":["A","B","C","D"],"events":[5,12,8,1],"total":[9,15,9,7],"model":"random","include":["tau2Intervals","leaveOneOut","cumulative","influence","bias","blup","baujat","radial"]}""");
        foreach (var part in new[] { "leaveOneOut", "cumulative", "influence", "blup", "baujat", "radial" })
        {
            Assert.Equal(["A", "B", "C", "D"], answer.GetProperty(part).EnumerateArray().Select(e => e.GetProperty("study").GetString()));
        }

        Assert.Equal(
            ["q-profile", "profile-likelihood", "biggerstaff-jackson"],
            answer.GetProperty("tau2Intervals").EnumerateArray().Select(i => i.GetProperty("method").GetString()));
        Assert.Contains("egger-mixed", answer.GetProperty("bias").GetProperty("tests").EnumerateArray().Select(t => t.GetProperty("test").GetString()));
        Assert.Equal(["L0", "R0", "Q0"], answer.GetProperty("bias").GetProperty("trimAndFill").EnumerateArray().Select(t => t.GetProperty("estimator").GetString()));
    }

    [Fact]
    public void Fit_BiasOfTwoArms_HasTheTestsOnTheCounts()
    {
        var answer = Answer("""{"kind":"twoArm","study":["A","B","C","D"],"eventsTreated":[5,2,8,1],"totalTreated":[29,15,59,37],"eventsControl":[9,4,12,3],"totalControl":[30,16,60,36],"include":["bias"]}""");
        var bias = answer.GetProperty("bias");
        var tests = bias.GetProperty("tests").EnumerateArray().Select(t => t.GetProperty("test").GetString()).ToArray();
        Assert.All(new[] { "peters", "harbord", "macaskill", "deeks" }, name => Assert.Contains(name, tests));
        Assert.Equal(6, bias.GetProperty("selectionModels").GetArrayLength());
    }

    [Fact]
    public void Fit_LikeAnotherPackage_TakesItsConventions()
    {
        var metafor = Answer(With("\"like\":\"metafor\""));
        var revman = Answer(With("\"like\":\"revman2025\""));
        Assert.Equal("random", metafor.GetProperty("model").GetString());
        Assert.NotEqual(metafor.GetProperty("prediction").GetRawText(), revman.GetProperty("prediction").GetRawText());
    }

    [Fact]
    public void Fit_PartThatTheModelLacks_IsEmptyWithANote()
    {
        var answer = Answer(With("\"include\":[\"influence\"]"));
        Assert.Equal(0, answer.GetProperty("influence").GetArrayLength());
        Assert.Contains(answer.GetProperty("notes").EnumerateArray(), n => n.GetString()!.StartsWith("influence is empty:", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_Moderators_GiveOneCoefficientEach()
    {
        var answer = Answer("""{"kind":"proportions","study":["A","B","C","D","E","F"],"events":[5,12,8,1,6,3],"total":[9,15,9,7,9,9],"moderators":{"year":[2020,2021,2022,2023,2024,2025],"target":["CD19","CD19","BCMA","CD19","BCMA","BCMA"]}}""");
        Assert.Equal(["intercept", "year", "target=CD19"], answer.GetProperty("coefficients").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.InRange(answer.GetProperty("omnibus").GetProperty("pValue").GetDouble(), 0, 1);
    }

    [Fact]
    public void Fit_Bayesian_GivesThePosterior()
    {
        var answer = Answer("""{"kind":"proportions","study":["A","B"],"events":[0,1],"total":[9,15],"model":"bayesian-binomial-normal","priors":{"mean":{"beta":[1,1]},"tau":{"halfCauchy":0.5}},"thresholds":[0.1,0.2],"predictivePatients":3}""");
        var posterior = answer.GetProperty("posterior");
        Assert.Equal(2, posterior.GetProperty("probabilityAbove").GetArrayLength());
        Assert.Equal(4, posterior.GetProperty("predictiveCounts").GetArrayLength());
        Assert.Equal(answer.GetProperty("pooled").GetProperty("estimate").GetDouble(), posterior.GetProperty("median").GetDouble());
    }

    [Fact]
    public void Fit_ColumnOfManyStudies_IsAnswered()
    {
        const int k = 20_000;
        var study = string.Join(',', Enumerable.Range(0, k).Select(i => $"\"S{i}\""));
        var events = string.Join(',', Enumerable.Range(0, k).Select(i => i % 8));
        var total = string.Join(',', Enumerable.Repeat(9, k));
        var answer = Answer($$"""{"kind":"proportions","model":"random","study":[{{study}}],"events":[{{events}}],"total":[{{total}}]}""");
        Assert.Equal(k, answer.GetProperty("studies").GetArrayLength());
    }

    private static string With(string fields) => Three[..^1] + "," + fields + "}";

    private static JsonElement Answer(string request, bool isDocumented = true)
    {
        if (isDocumented)
        {
            Schemas.RequireRequest(request);
        }

        var run = CliRun.WithInput(request, "fit");
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        return JsonDocument.Parse(Assert.Single(run.Lines)).RootElement;
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(string? value) => throw new IOException("no space left");
    }
}
