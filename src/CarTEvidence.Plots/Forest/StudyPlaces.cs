using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Forest;

/// <summary>Finds the studies of subgroups in the overall result. Names may occur twice, so each place is given out once, in order.</summary>
internal sealed class StudyPlaces
{
    private readonly IReadOnlyList<StudyEstimate> _studies;
    private readonly Dictionary<(string Study, long? Events, long? Total, double? Value), Queue<int>> _places = [];

    internal StudyPlaces(IReadOnlyList<StudyEstimate> studies)
    {
        _studies = studies;
        for (var i = 0; i < studies.Count; i++)
        {
            var key = Key(studies[i]);
            if (!_places.TryGetValue(key, out var queue))
            {
                _places.Add(key, queue = new Queue<int>());
            }

            queue.Enqueue(i);
        }
    }

    /// <summary>The study with the weight it has in the overall result, and its place there; without either if the overall result does not contain it.</summary>
    internal (StudyEstimate Study, int? Index) Find(StudyEstimate study) =>
        _places.TryGetValue(Key(study), out var queue) && queue.TryDequeue(out var index)
            ? (study with { Weight = _studies[index].Weight }, index)
            : (study with { Weight = null }, null);

    private static (string Study, long? Events, long? Total, double? Value) Key(StudyEstimate study) => (study.Study, study.Events, study.Total, study.Estimate.Value);
}
