using System.Globalization;

namespace CarTEvidence;

/// <summary>
/// Readable, unique labels: first author and year, the arm where a study has several, the study's own name where two studies would share a label.
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
                label = $"{label} [{arm.Study}]";
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

    private static string Short(TrialArm arm) => arm.Publication.FirstAuthor is { } author
        ? string.Create(CultureInfo.InvariantCulture, $"{author} {arm.Publication.Year}")
        : arm.Study;
}
