using System.Globalization;

namespace CarTEvidence;

public sealed partial record GradedToxicity
{
    private static readonly string[] GradeParts = ["grade1", "grade2", "grade3", "grade4", "grade5"];

    /// <summary>The rules a report of grades breaks; parts are named <c>evaluable</c>, <c>any</c>, <c>grade1</c> … <c>grade5</c>, <c>grade3plus</c>.</summary>
    internal static IReadOnlyList<Violation> Check(int evaluable, int? any, ReadOnlySpan<int?> grades, int? grade3Plus)
    {
        if (evaluable < 0)
        {
            return [new("evaluable", string.Create(CultureInfo.InvariantCulture, $"the number evaluable, {evaluable}, is negative"))];
        }

        List<Violation>? found = null;
        CheckCount("any", any, evaluable, ref found);
        for (var i = 0; i < grades.Length; i++)
        {
            CheckCount(GradeParts[i], grades[i], evaluable, ref found);
        }

        CheckCount("grade3plus", grade3Plus, evaluable, ref found);
        return found ?? CheckSums(evaluable, any, grades, grade3Plus);
    }

    private static void CheckCount(string part, int? count, int evaluable, ref List<Violation>? found)
    {
        if (count < 0)
        {
            (found ??= []).Add(new(part, string.Create(CultureInfo.InvariantCulture, $"{count} patients is negative")));
        }
        else if (count > evaluable)
        {
            (found ??= []).Add(new(part, string.Create(CultureInfo.InvariantCulture, $"{count} patients exceed the {evaluable} evaluable")));
        }
    }

    private static IReadOnlyList<Violation> CheckSums(int evaluable, int? any, ReadOnlySpan<int?> grades, int? grade3Plus)
    {
        // Silence about grade 5 is taken as none: grade 3 + grade 4 = grade ≥ 3.
        int?[] assumed = [.. grades[..^1], grades[^1] ?? 0];
        if (new GradeBounds(evaluable, any, assumed, grade3Plus).Possible)
        {
            return [];
        }

        // Some sum fails; name the plainest one that does.
        var sum = assumed.Sum(g => (long)(g ?? 0));
        var severe = assumed[2..].Sum(g => (long)(g ?? 0));
        var severeKnown = assumed[2] is not null && assumed[3] is not null;
        if (grade3Plus is { } g3 && (severe > g3 || (severeKnown && severe != g3)))
        {
            return [new("grade3plus", string.Create(CultureInfo.InvariantCulture, $"grade 3 and worse add up to {severe}, but grade ≥ 3 is {g3}"))];
        }

        if (any < grade3Plus)
        {
            return [new("grade3plus", string.Create(CultureInfo.InvariantCulture, $"{grade3Plus} patients with grade ≥ 3 exceed the {any} with any grade"))];
        }

        if (any is { } a && (sum > a || assumed.All(g => g is not null)))
        {
            return [new("any", string.Create(CultureInfo.InvariantCulture, $"the grades add up to {sum}, but any grade is {a}"))];
        }

        return
        [
            new("any", string.Create(
                CultureInfo.InvariantCulture,
                $"the grades do not add up: no grading of {evaluable} evaluable patients has any grade {Text(any)}, grades 1 to 5 {string.Join(", ", grades.ToArray().Select(Text))} and grade ≥ 3 {Text(grade3Plus)}")),
        ];
    }

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "not reported";
}
