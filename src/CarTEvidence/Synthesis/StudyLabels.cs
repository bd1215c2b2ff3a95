using System.Globalization;

namespace CarTEvidence;

/// <summary>
/// Readable, unique labels: first author and year, and the arm where a study has several. Where two studies would share a label, what tells their
/// names apart joins it: the initial of WangD2025 (Wang D 2025), the letter of Mueller2025a (Müller 2025a), else the name in brackets.
/// They are made from all arms before any selection, so that an arm is called the same in every analysis.
/// </summary>
internal sealed class StudyLabels
{
    private readonly Dictionary<(string Study, string Arm), string> _labels = [];

    public StudyLabels(IReadOnlyList<TrialArm> arms)
    {
        // The first arm of a study names it; then who shares that name, and which studies have more arms.
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var sharing = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var several = new HashSet<string>(StringComparer.Ordinal);
        foreach (var arm in arms)
        {
            if (names.ContainsKey(arm.Study))
            {
                several.Add(arm.Study);
                continue;
            }

            var name = Short(arm);
            names.Add(arm.Study, name);
            sharing[name] = sharing.GetValueOrDefault(name) + 1;
        }

        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var arm in arms)
        {
            var label = names[arm.Study];
            if (sharing[label] > 1)
            {
                label = Apart(arm, label);
            }

            if (several.Contains(arm.Study))
            {
                label = $"{label}, {arm.Arm}";
            }

            // Names that differ in case only, or that look like a label of others, fall back to the full name.
            if (!used.Add(label))
            {
                label = $"{label} ({arm.Study}/{arm.Arm})";
                used.Add(label);
            }

            _labels.Add((arm.Study, arm.Arm), label);
        }
    }

    public string this[TrialArm arm] => _labels[(arm.Study, arm.Arm)];

    /// <summary>The label with what its study's name has beyond author and year.</summary>
    private static string Apart(TrialArm arm, string label)
    {
        const int LongestAddition = 3;
        var year = arm.Publication.Year.ToString(CultureInfo.InvariantCulture);
        if (arm.Publication.FirstAuthor is { } author && arm.Study.LastIndexOf(year, StringComparison.Ordinal) is > 0 and var at)
        {
            var before = arm.Study[..at];
            var letter = arm.Study[(at + year.Length)..];
            var initials = before.StartsWith(author, StringComparison.OrdinalIgnoreCase) ? before[author.Length..].Trim(' ', '_', '-') : "";
            if (initials.Length + letter.Length is > 0 and <= LongestAddition && initials.All(char.IsLetter) && letter.All(char.IsLetter))
            {
                return $"{author} {(initials.Length == 0 ? "" : initials + " ")}{year}{letter}";
            }
        }

        return $"{label} [{arm.Study}]";
    }

    private static string Short(TrialArm arm) => arm.Publication.FirstAuthor is { } author
        ? string.Create(CultureInfo.InvariantCulture, $"{author} {arm.Publication.Year}")
        : arm.Study;
}
