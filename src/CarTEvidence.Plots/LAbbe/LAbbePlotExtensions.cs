using System.Globalization;
using CarTEvidence.MetaAnalysis;
using CarTEvidence.Plots.Axes;
using CarTEvidence.Plots.Charts;
using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>L'Abbé plots.</summary>
public static class LAbbePlotExtensions
{
    private const double Inset = 1;

    /// <summary>Risks that differ by more than this factor crowd in a corner of linear axes.</summary>
    private const double Crowded = 30;

    /// <summary>Draws the risk of the treated against the risk of the controls; on the diagonal the two are equal. The area of a bubble is the number of patients.</summary>
    /// <param name="data">Events of two arms.</param>
    /// <param name="options">Choices; <c>null</c> for <see cref="ChartOptions.Default"/>.</param>
    /// <remarks>Axes are logarithmic where no risk is 0 and they differ by more than a factor of 30. L'Abbé, Detsky and O'Rourke, Ann Intern Med 1987, doi:10.7326/0003-4819-107-2-224.</remarks>
    public static Figure LAbbePlot(this TwoArmData data, ChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var chosen = options ?? ChartOptions.Default;
        var studies = Enumerable.Range(0, data.Count).Select(i => (
            Name: data.Study[i],
            Control: (double)data.EventsControl[i] / data.TotalControl[i],
            Treated: (double)data.EventsTreated[i] / data.TotalTreated[i],
            Patients: data.TotalControl[i] + data.TotalTreated[i])).ToList();
        var axis = Axis([.. studies.SelectMany(s => new[] { s.Control, s.Treated })]);
        var scale = axis.Logarithmic ? ", % (log scale)" : ", %";
        var title = chosen.Title ?? "L'Abbé plot";
        var chart = new Chart(ChartPage.Of(chosen), title, "", ChartAxis.Of(axis, "Controls with the event" + scale), ChartAxis.Of(axis, "Treated with the event" + scale), 270, 270, inset: Inset);
        ScenePoint[] diagonal = [chart.At(axis.Lower, axis.Lower), chart.At(axis.Upper, axis.Upper)];
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
            marks.AddRange(chart.Label(study.Name, place, Radius(study.Patients)));

            chart.Add(new GroupMark("study", marks) { Title = $"{TextFlow.Clean(study.Name)}: treated {NumberText.Percent(study.Treated, 1)}%, controls {NumberText.Percent(study.Control, 1)}%" });
        }

        var below = studies.Count(s => s.Treated < s.Control);
        return chart.Finish(
            title.Length > 0 ? title : "L'Abbé plot",
            string.Create(CultureInfo.InvariantCulture, $"L'Abbé plot of {studies.Count} studies; in {below} fewer treated than controls had the event."),
            ["Line: equal risk. The area of a bubble is the number of patients."]) with
        {
            Rearrange = millimetres => data.LAbbePlot(chosen with { WidthMillimetres = millimetres }),
        };
    }

    /// <summary>From 0 to a round number; logarithmic where no risk is 0 and they differ by orders of magnitude.</summary>
    private static PlotAxis Axis(IReadOnlyList<double> risks)
    {
        var (low, high) = (risks.Min(), risks.Max());
        return low > 0 && high > Crowded * low
            ? new PlotAxis(low / 1.3, Math.Min(1, high * 1.3)) { PrintFactor = 100, Logarithmic = true }
            : new PlotAxis(0, Math.Min(1, ChartAxis.Around([0, Math.Max(high, 0.01)]).Upper)) { PrintFactor = 100 };
    }
}
