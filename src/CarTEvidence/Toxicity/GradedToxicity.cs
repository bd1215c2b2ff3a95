using System.Globalization;

namespace CarTEvidence;

/// <summary>
/// A toxicity graded 1 to 5, patients counted by their worst grade, as completely or as partly as a report gives it.
/// Valid once built: there is at least one full grading of the evaluable patients that agrees with every number reported.
/// </summary>
/// <remarks>
/// What is not reported is <c>null</c>, never zero. What follows from the numbers by arithmetic is deduced
/// (no patient with any grade means none with grade 3; five patients with any grade of whom five had grade 1 means none with grade 2 or more);
/// what does not follow stays unknown. A report that is silent about grade 5 is taken to have no grade 5 in its sums,
/// as the data dictionary rules (grade 3 + grade 4 = grade ≥ 3); only <see cref="AtLeast"/> of 5 itself does not assume it.
/// </remarks>
public sealed partial record GradedToxicity
{
    /// <summary>The highest grade.</summary>
    public const int HighestGrade = 5;

    /// <summary>Takes what is reported.</summary>
    /// <param name="evaluable">Patients evaluable for the toxicity, 0 or more.</param>
    /// <param name="any">Patients with any grade.</param>
    /// <param name="grade1">Patients whose worst grade was 1.</param>
    /// <param name="grade2">Patients whose worst grade was 2.</param>
    /// <param name="grade3">Patients whose worst grade was 3.</param>
    /// <param name="grade4">Patients whose worst grade was 4.</param>
    /// <param name="grade5">Patients whose worst grade was 5 (death).</param>
    /// <param name="grade3Plus">Patients with grade 3 or more.</param>
    /// <param name="gradingSystem">The scale; <c>null</c> if the report does not name it.</param>
    /// <exception cref="ArgumentException">A count is negative or exceeds the evaluable patients, or the grades do not add up; the message names the numbers.</exception>
    public GradedToxicity(
        int evaluable,
        int? any = null,
        int? grade1 = null,
        int? grade2 = null,
        int? grade3 = null,
        int? grade4 = null,
        int? grade5 = null,
        int? grade3Plus = null,
        GradingSystem? gradingSystem = null)
    {
        foreach (var violation in Check(evaluable, any, [grade1, grade2, grade3, grade4, grade5], grade3Plus))
        {
            throw new ArgumentException(violation.Message, violation.Part == "grade3plus" ? nameof(grade3Plus) : violation.Part);
        }

        Evaluable = evaluable;
        Any = any;
        Grade1 = grade1;
        Grade2 = grade2;
        Grade3 = grade3;
        Grade4 = grade4;
        Grade5 = grade5;
        Grade3Plus = grade3Plus;
        GradingSystem = gradingSystem;
    }

    /// <summary>Patients evaluable for the toxicity.</summary>
    public int Evaluable { get; }

    /// <summary>Patients with any grade, as reported.</summary>
    public int? Any { get; }

    /// <summary>Patients whose worst grade was 1, as reported.</summary>
    public int? Grade1 { get; }

    /// <summary>Patients whose worst grade was 2, as reported.</summary>
    public int? Grade2 { get; }

    /// <summary>Patients whose worst grade was 3, as reported.</summary>
    public int? Grade3 { get; }

    /// <summary>Patients whose worst grade was 4, as reported.</summary>
    public int? Grade4 { get; }

    /// <summary>Patients whose worst grade was 5, as reported.</summary>
    public int? Grade5 { get; }

    /// <summary>Patients with grade 3 or more, as reported.</summary>
    public int? Grade3Plus { get; }

    /// <summary>The scale; <c>null</c> if the report does not name it.</summary>
    public GradingSystem? GradingSystem { get; }

    /// <summary>Whether the number of patients at every grade, 0 to 4 and (unless the report is silent about it) 5, is reported or follows.</summary>
    public bool IsComplete
    {
        get
        {
            for (var grade = 1; grade < HighestGrade; grade++)
            {
                if (AtLeast(grade) is null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Patients whose worst grade was exactly <paramref name="grade"/>, as reported.</summary>
    /// <param name="grade">1 to 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grade.</exception>
    public int? Grade(int grade) => Checked(grade) switch
    {
        1 => Grade1,
        2 => Grade2,
        3 => Grade3,
        4 => Grade4,
        _ => Grade5,
    };

    /// <summary>Patients with <paramref name="grade"/> or worse, reported or deduced; <c>null</c> if it does not follow from the report.</summary>
    /// <param name="grade">1 to 5; 1 is any grade.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grade.</exception>
    public int? AtLeast(int grade) => Bounds(grade).Exact;

    /// <summary>Fewest and most patients with <paramref name="grade"/> or worse that agree with everything reported.</summary>
    /// <param name="grade">1 to 5; 1 is any grade.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grade.</exception>
    public CountBounds Bounds(int grade)
    {
        Checked(grade);
        int? grade5 = grade == HighestGrade ? Grade5 : Grade5 ?? 0;
        var grading = new GradeBounds(Evaluable, Any, [Grade1, Grade2, Grade3, Grade4, grade5], Grade3Plus);
        return grading[grade];
    }

    /// <summary>For example <c>any 11/15, grade ≥ 3 0/15</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"any {Show(1)}/{Evaluable}, grade ≥ 3 {Show(3)}/{Evaluable}");

    private string Show(int grade) => AtLeast(grade)?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private static int Checked(int grade) => grade is >= 1 and <= HighestGrade
        ? grade
        : throw new ArgumentOutOfRangeException(nameof(grade), grade, "A toxicity is graded 1 to 5.");
}
