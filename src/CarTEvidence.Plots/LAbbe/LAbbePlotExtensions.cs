using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>L'Abbé plots.</summary>
public static class LAbbePlotExtensions
{
    /// <summary>Draws the risk of the treated against the risk of the controls; on the diagonal the two are equal. The area of a bubble is the number of patients.</summary>
    /// <param name="data">Events of two arms.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <remarks>L'Abbé, Detsky and O'Rourke, Ann Intern Med 1987, doi:10.7326/0003-4819-107-2-224.</remarks>
    public static Figure LAbbePlot(this TwoArmData data, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var chosen = options ?? ChartOptions.Default;
        var studies = Enumerable.Range(0, data.Count).Select(i => (
            Name: data.Study[i],
            Control: (double)data.EventsControl[i] / data.TotalControl[i],
            Treated: (double)data.EventsTreated[i] / data.TotalTreated[i],
            Patients: data.TotalControl[i] + data.TotalTreated[i])).ToList();
        var upper = Math.Min(1, ChartAxis.Around(studies.SelectMany(s => new[] { s.Control, s.Treated }).Append(0)).Upper);
        var axis = new PlotAxis(0, upper) { PrintFactor = 100 };
        var title = chosen.Title ?? "L'Abbé plot";
        var chart = new Chart(chosen.Theme, title, "", ChartAxis.Of(axis, "Controls with the event, %"), ChartAxis.Of(axis, "Treated with the event, %"), 260, 260);
        ScenePoint[] diagonal = [chart.At(0, 0), chart.At(upper, upper)];
        chart.Behind(Chart.Line(diagonal[0], diagonal[1], chart.Styles.Reference));
        chart.Avoid(diagonal);
        var most = studies.Max(s => s.Patients);
        double Radius(long patients) => Math.Max(0.2, 0.8 * Math.Sqrt((double)patients / most)) * chart.Styles.Em;
        foreach (var study in studies)
        {
            var place = chart.At(study.Control, study.Treated);
            chart.Occupy(new SceneBox(place.X, place.Y, place.X, place.Y).Grow(Radius(study.Patients)));
        }

        foreach (var study in studies.OrderByDescending(s => s.Patients))
        {
            var place = chart.At(study.Control, study.Treated);
            var marks = new List<Mark> { new CircleMark(place, Radius(study.Patients), chart.Styles.Point with { Opacity = 0.85 }) };
            if (chart.Label(study.Name, place, Radius(study.Patients)) is { } label)
            {
                marks.Add(label);
            }

            chart.Add(new GroupMark("study", marks) { Title = $"{TextFlow.Clean(study.Name)}: treated {NumberText.Percent(study.Treated, 1)}%, controls {NumberText.Percent(study.Control, 1)}%" });
        }

        var below = studies.Count(s => s.Treated < s.Control);
        return chart.Finish(
            title.Length > 0 ? title : "L'Abbé plot",
            string.Create(CultureInfo.InvariantCulture, $"L'Abbé plot of {studies.Count} studies; in {below} fewer treated than controls had the event."),
            ["Line: equal risk. The area of a bubble is the number of patients."]);
    }
}
