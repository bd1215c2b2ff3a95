using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots.Forest;

internal sealed partial class PooledForest
{
    private IEnumerable<string> Notes()
    {
        if (_options.ShowHeterogeneity && HeterogeneityText.Line(_effect) is { } heterogeneity)
            yield return heterogeneity + ".";
        if (_options.ShowHeterogeneity && HeterogeneityText.SubgroupTest(_effect) is { } test)
            yield return test + ".";
        if (!_weights && _counts)
            yield return "The area of a square is proportional to the number of patients.";
        if (!_options.ShowNotes)
            yield break;
        foreach (var note in _words.Notes.Concat(_effect.Notes).Distinct(StringComparer.Ordinal))
            yield return note;
    }

    private string Describe()
    {
        var interval = $"{NumberText.Level(_effect.Level)} confidence interval";
        var patients = _effect is { Events: { } events, Total: { } total } ? $", {Whole(events)} of {Whole(total)} {_words.Units}" : "";
        var sentences = new List<string>
        {
            $"Forest plot of {Whole(_effect.StudyCount)} {(_effect.StudyCount == 1 ? "study" : "studies")}{patients}.",
            $"{(_effect.MarginalLeads ? "Average over studies" : "Pooled")}: {_text.Spoken(_effect.Leading, interval, _decimals)}.",
        };
        if (_effect.MarginalLeads)
            sentences.Add($"Typical study: {_text.Spoken(_effect.Pooled, interval, _decimals)}.");
        if (_options.ShowPrediction && _effect.Prediction is { } prediction)
            sentences.Add($"Prediction interval: {_text.Spoken(prediction.Interval.Lower, _decimals)} to {_text.Spoken(prediction.Interval.Upper, _decimals)}.");
        foreach (var subgroup in _effect.Subgroups.Where(subgroup => subgroup.Effect.StudyCount > 0))
            sentences.Add($"{subgroup.Level}, {Whole(subgroup.Effect.StudyCount)} {(subgroup.Effect.StudyCount == 1 ? "study" : "studies")}: {_text.Spoken(subgroup.Effect.Leading, interval, _decimals)}.");
        sentences.Add(ModelText.Of(_effect) + ".");
        return string.Join(' ', sentences);
    }

    /// <summary>One decimal more than the axis needs; two for ratios, whose axis is logarithmic.</summary>
    private int ChooseDecimals()
    {
        if (_text.IsRatio)
            return 2;
        var estimates = _effect.Studies.Select(study => study.Estimate).Append(_effect.Pooled).Append(_effect.Leading);
        var cells = estimates.Select(e => new PlotCell(ForestGlyph.Square, e.Value, e.Interval?.Lower, e.Interval?.Upper)).ToList();
        var axis = ForestAxis.Choose(cells, _text, null, null);
        var step = NiceNumbers.Step((axis.Upper - axis.Lower) * _text.PrintFactor, 5);
        return Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9) + 1, 1, 4);
    }
}
