namespace CarTEvidence.Plots.Tests.Scenes;

/// <summary>The check itself must be able to fail.</summary>
public class SceneChecksTests
{
    private static readonly TextStyle Style = new("text", 10, Rgb.Black);

    [Fact]
    public void Faults_OverlappingTexts_AreNamed()
    {
        var scene = new Scene(100, 50, [new TextMark(new ScenePoint(10, 20), "first", Style), new TextMark(new ScenePoint(20, 22), "second", Style)]);
        Assert.Contains("'first'", Assert.Single(SceneChecks.Faults(scene)), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_MarkBeyondThePage_IsNamed()
    {
        var scene = new Scene(100, 50, [new GroupMark("group", [new RectangleMark(new SceneBox(90, 10, 101, 20), new ShapeStyle("box"))])]);
        Assert.StartsWith("outside the page", Assert.Single(SceneChecks.Faults(scene)), StringComparison.Ordinal);
    }
}
