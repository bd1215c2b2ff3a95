namespace CarTEvidence.Plots.Forest;

internal sealed partial class PooledForest
{
    private IEnumerable<string> Notes()
    {
        if (_options.ShowHeterogeneity && HeterogeneityText.Line(_effect) is { } heterogeneity)
        {
            yield return heterogeneity + ".";
        }

        if (_options.ShowHeterogeneity && HeterogeneityText.SubgroupTest(_effect) is { } test)
        {
            yield return test + ".";
        }

        if (_series.SizedByPatients)
        {
            yield return "The area of a square is proportional to the number of patients.";
        }

        if (IntervalText.IsCredible(_effect))
        {
            yield return IntervalText.Legend;
        }

        if (_extra.RiskLegend is { } legend)
        {
            yield return legend;
        }

        if (!_options.ShowNotes)
        {
            yield break;
        }

        foreach (var note in _words.Notes.Concat(_effect.Notes).Distinct(StringComparer.Ordinal))
        {
            yield return note;
        }
    }

    private string Describe()
    {
        var interval = IntervalText.InFull(_effect);
        var patients = _effect is { Events: { } events, Total: { } total } ? $", {SeriesColumns.Whole(events)} of {SeriesColumns.Whole(total)} {_words.Units}" : "";
        var sentences = new List<string>
        {
            $"Forest plot of {Studies(_effect.StudyCount)}{patients}.",
            $"{(_effect.MarginalLeads ? "Average over studies" : "Pooled")}: {_series.Spoken(_effect.Leading, interval)}.",
        };
        if (_effect.MarginalLeads)
        {
            sentences.Add($"Typical study: {_series.Spoken(_effect.Pooled, interval)}.");
        }

        if (_options.ShowPrediction && _effect.Prediction is { } prediction)
        {
            sentences.Add($"Prediction interval: {_series.Spoken(prediction.Interval)}.");
        }

        foreach (var subgroup in _effect.Subgroups.Where(subgroup => subgroup.Effect.StudyCount > 0))
        {
            sentences.Add($"{subgroup.Level}, {Studies(subgroup.Effect.StudyCount)}: {_series.Spoken(subgroup.Effect.Leading, interval)}.");
        }

        sentences.Add(ModelText.Of(_effect) + ".");
        return string.Join(' ', sentences);
    }

    private static string Studies(int count) => $"{SeriesColumns.Whole(count)} {(count == 1 ? "study" : "studies")}";
}
