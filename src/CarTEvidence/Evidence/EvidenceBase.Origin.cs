using System.Security.Cryptography;
using System.Text;

namespace CarTEvidence;

public sealed partial class EvidenceBase
{
    /// <summary>All arms before any selection, and what follows from all of them: it stays the same under every selection.</summary>
    internal sealed class Origin
    {
        private readonly Lazy<string> _hash;
        private readonly Lazy<Supersession> _supersession;
        private readonly Lazy<StudyLabels> _labels;

        public Origin(IReadOnlyList<TrialArm> arms, IReadOnlyList<string> columns, string? source, string? hash)
        {
            Arms = arms;
            Columns = columns;
            Source = source;
            _hash = new(() => hash ?? HashOf(arms, columns));
            _supersession = new(() => new(arms));
            _labels = new(() => new(arms));
        }

        public IReadOnlyList<TrialArm> Arms { get; }

        public IReadOnlyList<string> Columns { get; }

        public string? Source { get; }

        public string Hash => _hash.Value;

        public Supersession Supersession => _supersession.Value;

        public StudyLabels Labels => _labels.Value;

        public static Origin Of(IReadOnlyList<TrialArm> arms)
        {
            var seen = new HashSet<(string, string)>();
            foreach (var arm in arms)
            {
                ArgumentNullException.ThrowIfNull(arm, nameof(arms));
                if (!seen.Add((arm.Study, arm.Arm)))
                {
                    throw new ArgumentException($"Arm {arm.Study}/{arm.Arm} occurs twice.", nameof(arms));
                }
            }

            var origin = new Origin(arms, ColumnsOf(arms), null, null);
            _ = origin.Supersession;
            return origin;
        }

        private static string[] ColumnsOf(IReadOnlyList<TrialArm> arms) =>
        [
            .. EvidenceColumn.Dictionary.Where(c => c.Presence != ColumnPresence.Additional || arms.Any(a => c.Text(a) is not null)).Select(c => c.Name),
            .. arms.SelectMany(a => a.Extras.Keys).Distinct(StringComparer.OrdinalIgnoreCase),
        ];

        private static string HashOf(IReadOnlyList<TrialArm> arms, IReadOnlyList<string> columns)
        {
            using var text = new StringWriter { NewLine = "\n" };
            ArmWriter.Write(text, arms, columns);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }
}
