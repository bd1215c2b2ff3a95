using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Forest;

/// <summary>Gives the studies of subgroups the weights they have in the overall result. Names may occur twice, so each overall study is used once, in order.</summary>
internal sealed class OverallWeights
{
    private readonly Dictionary<(string Study, long? Events, long? Total, double? Effect), Queue<double?>> _weights = [];

    internal OverallWeights(IReadOnlyList<StudyEstimate> studies)
    {
        foreach (var study in studies)
        {
            var key = Key(study);
            if (!_weights.TryGetValue(key, out var queue))
                _weights.Add(key, queue = new Queue<double?>());
            queue.Enqueue(study.Weight);
        }
    }

    /// <summary>The study with its overall weight, or with none if the overall result does not contain it.</summary>
    internal StudyEstimate Weighted(StudyEstimate study) =>
        study with { Weight = _weights.TryGetValue(Key(study), out var queue) && queue.TryDequeue(out var weight) ? weight : null };

    private static (string Study, long? Events, long? Total, double? Effect) Key(StudyEstimate study) => (study.Study, study.Events, study.Total, study.Estimate.Value);
}
