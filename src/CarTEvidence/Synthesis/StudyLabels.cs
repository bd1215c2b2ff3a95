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
        var studies = arms.GroupBy(a => a.Study, StringComparer.Ordinal).ToArray();
        var sharing = studies.GroupBy(s => Short(s.First()), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Count(), StringComparer.OrdinalIgnoreCase);
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var study in studies)
        {
            var label = Short(study.First());
            if (sharing[label] > 1)
            {
                label = $"{label} [{study.Key}]";
            }

            var several = study.Skip(1).Any();
            foreach (var arm in study)
            {
                var unique = several ? $"{label}, {arm.Arm}" : label;

                // Names that differ in case only, or that look like a label of others, fall back to the full name.
                if (!used.Add(unique))
                {
                    unique = $"{unique} ({arm.Study}/{arm.Arm})";
                    used.Add(unique);
                }

                _labels.Add((arm.Study, arm.Arm), unique);
            }
        }
    }

    public string this[TrialArm arm] => _labels[(arm.Study, arm.Arm)];

    private static string Short(TrialArm arm) => arm.Publication.FirstAuthor is { } author
        ? string.Create(CultureInfo.InvariantCulture, $"{author} {arm.Publication.Year}")
        : arm.Study;
}
