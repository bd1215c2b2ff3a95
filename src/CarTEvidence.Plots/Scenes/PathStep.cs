namespace CarTEvidence.Plots;

/// <summary>One step of a path.</summary>
public readonly record struct PathStep
{
    private readonly ScenePoint _first;
    private readonly ScenePoint _second;

    private PathStep(PathVerb verb, ScenePoint first, ScenePoint second, ScenePoint end)
    {
        Verb = verb;
        _first = first;
        _second = second;
        End = end;
    }

    /// <summary>What the step does.</summary>
    public PathVerb Verb { get; }

    /// <summary>Where the pen is afterwards; without meaning for <see cref="PathVerb.Close"/>.</summary>
    public ScenePoint End { get; }

    /// <summary>Control points and end, in order: none for <see cref="PathVerb.Close"/>, three for <see cref="PathVerb.Cubic"/>, else one.</summary>
    public IReadOnlyList<ScenePoint> Points => Verb switch
    {
        PathVerb.Close => [],
        PathVerb.Cubic => [_first, _second, End],
        _ => [End],
    };

    /// <summary>Lifts the pen and goes to <paramref name="end"/>.</summary>
    public static PathStep Move(ScenePoint end) => new(PathVerb.Move, default, default, end);

    /// <summary>Draws a straight line to <paramref name="end"/>.</summary>
    public static PathStep Line(ScenePoint end) => new(PathVerb.Line, default, default, end);

    /// <summary>Draws a cubic Bézier curve to <paramref name="end"/>.</summary>
    public static PathStep Cubic(ScenePoint firstControl, ScenePoint secondControl, ScenePoint end) => new(PathVerb.Cubic, firstControl, secondControl, end);

    /// <summary>Draws a straight line back to the start.</summary>
    public static PathStep Close() => new(PathVerb.Close, default, default, default);

    /// <summary>The step with every point moved by a function.</summary>
    internal PathStep Map(Func<ScenePoint, ScenePoint> move) => new(Verb, move(_first), move(_second), move(End));
}
