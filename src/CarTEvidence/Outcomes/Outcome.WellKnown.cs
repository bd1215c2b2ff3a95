namespace CarTEvidence;

public sealed partial class Outcome
{
    private static readonly Outcome[] CrsGrades = Graded("crs", "CRS", arm => arm.Crs);
    private static readonly Outcome[] IcansGrades = Graded("icans", "ICANS", arm => arm.Icans);

    /// <summary>Remission, by the strictest definition that a report gives.</summary>
    public static Outcome Remission { get; } = Counted("remission", "Remission", OutcomeDirection.Benefit, arm => arm.Remission);

    /// <summary>A response broader than remission.</summary>
    public static Outcome Response { get; } = Counted("response", "Response", OutcomeDirection.Benefit, arm => arm.Response);

    /// <summary>Off immunosuppressive treatment.</summary>
    public static Outcome DrugFree { get; } = Counted("drug-free", "Drug-free", OutcomeDirection.Benefit, arm => arm.DrugFree);

    /// <summary>Relapse or flare after treatment.</summary>
    public static Outcome Relapse { get; } = Counted("relapse", "Relapse", OutcomeDirection.Harm, arm => arm.Relapse);

    /// <summary>Patients with at least one serious infection.</summary>
    public static Outcome SeriousInfection { get; } = Counted("serious-infection", "Serious infection", OutcomeDirection.Harm, arm => arm.SeriousInfection);

    /// <summary>Patients with at least one infection of any severity.</summary>
    public static Outcome Infection { get; } = Counted("infection", "Infection, any", OutcomeDirection.Harm, arm => arm.Infection);

    /// <summary>Death from any cause, among all patients treated.</summary>
    public static Outcome Death { get; } =
        new("death", "Death", OutcomeDirection.Harm, arm => arm.Deaths is { } deaths ? new OutcomeCount(deaths, arm.Treated, null) : null);

    /// <summary>The outcomes of an arms file, in the order of the command line's help.</summary>
    public static IReadOnlyList<Outcome> All { get; } =
    [
        Remission, Response, DrugFree, Relapse,
        Crs(), Crs(2), Crs(3), Icans(), Icans(2), Icans(3),
        SeriousInfection, Infection, Death,
    ];

    private static IReadOnlyList<Outcome> AllGrades { get; } = [.. All, Crs(4), Crs(5), Icans(4), Icans(5)];

    /// <summary>Cytokine release syndrome of at least a grade.</summary>
    /// <param name="atLeastGrade">1 (any grade) to 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grade.</exception>
    public static Outcome Crs(int atLeastGrade = 1) => AtGrade(CrsGrades, atLeastGrade);

    /// <summary>Immune effector cell-associated neurotoxicity syndrome of at least a grade.</summary>
    /// <param name="atLeastGrade">1 (any grade) to 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grade.</exception>
    public static Outcome Icans(int atLeastGrade = 1) => AtGrade(IcansGrades, atLeastGrade);

    private static Outcome AtGrade(Outcome[] grades, int atLeastGrade) => atLeastGrade is >= 1 and <= GradedToxicity.HighestGrade
        ? grades[atLeastGrade - 1]
        : throw new ArgumentOutOfRangeException(nameof(atLeastGrade), atLeastGrade, "A toxicity is graded 1 to 5.");
}
