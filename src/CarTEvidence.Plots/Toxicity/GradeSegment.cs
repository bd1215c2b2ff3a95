using System.Globalization;

namespace CarTEvidence.Plots.Toxicity;

/// <summary>Patients whose worst grade lies in a range that the report does not split further.</summary>
/// <param name="From">Lowest grade, 0 for none.</param>
/// <param name="To">Highest grade.</param>
/// <param name="Patients">How many.</param>
internal readonly record struct GradeSegment(int From, int To, int Patients)
{
    internal string Label => (From, To) switch
    {
        (0, 0) => "None",
        _ when From == To => string.Create(CultureInfo.InvariantCulture, $"Grade {From}"),
        (0, GradedToxicity.HighestGrade) => "Grade not known",
        (_, GradedToxicity.HighestGrade) => string.Create(CultureInfo.InvariantCulture, $"Grade ≥ {From}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"Grade {From}–{To}"),
    };

    /// <summary>The finest segments that follow from a report, lowest grades first; those without patients are left out.</summary>
    internal static IReadOnlyList<GradeSegment> Of(GradedToxicity report)
    {
        var segments = new List<GradeSegment>();
        var (from, left) = (0, report.Evaluable);
        for (var grade = 1; grade <= GradedToxicity.HighestGrade; grade++)
        {
            if (report.AtLeast(grade) is not { } atLeast)
            {
                continue;
            }

            segments.Add(new GradeSegment(from, grade - 1, left - atLeast));
            (from, left) = (grade, atLeast);
        }

        segments.Add(new GradeSegment(from, GradedToxicity.HighestGrade, left));
        return [.. segments.Where(segment => segment.Patients > 0)];
    }
}
