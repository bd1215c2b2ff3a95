namespace CarTEvidence;

/// <summary>The scale on which a toxicity is graded. Grades from different scales are not the same thing.</summary>
public sealed class GradingSystem : OpenCode
{
    private GradingSystem(string code, string? name)
        : base(code, name)
    {
    }

    /// <summary>Consensus grading of the American Society for Transplantation and Cellular Therapy. doi:10.1016/j.bbmt.2018.12.758.</summary>
    public static GradingSystem Astct2019 { get; } = new("ASTCT 2019", "ASTCT consensus grading, 2019");

    /// <summary>The scale of Lee and others for cytokine release syndrome. doi:10.1182/blood-2014-05-552729.</summary>
    public static GradingSystem Lee2014 { get; } = new("Lee 2014", "Lee criteria, 2014");

    /// <summary>Common Terminology Criteria for Adverse Events, version 4.</summary>
    public static GradingSystem Ctcae4 { get; } = new("CTCAE 4", "Common Terminology Criteria for Adverse Events, version 4");

    /// <summary>Common Terminology Criteria for Adverse Events, version 5.</summary>
    public static GradingSystem Ctcae5 { get; } = new("CTCAE 5", "Common Terminology Criteria for Adverse Events, version 5");

    /// <summary>The values that the data dictionary knows, in its order.</summary>
    public static IReadOnlyList<GradingSystem> WellKnown { get; } =
    [
        Astct2019, Lee2014, Ctcae4, Ctcae5,
    ];

    /// <summary>The grading system with this code, in any case; a code that the dictionary does not know becomes a new value.</summary>
    /// <param name="code">For example <c>ASTCT 2019</c>; surrounding blanks are ignored.</param>
    /// <exception cref="ArgumentException">The code is blank.</exception>
    public static GradingSystem Parse(string code) => Find(code, WellKnown, c => new GradingSystem(c, null));
}
