using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <content>The parts that <c>include</c> asks for. A part that the model does not define stays empty, with a note.</content>
internal sealed partial class AnswerWriter
{
    private readonly List<string> _partNotes = [];

    private void WriteDiagnostics(PooledEffect effect, AnswerFrame frame)
    {
        WriteSensitivity("leaveOneOut", Made(frame, AnswerParts.LeaveOneOut, "leaveOneOut", effect.LeaveOneOut));
        WriteSensitivity("cumulative", Made(frame, AnswerParts.Cumulative, "cumulative", () => effect.Cumulative()));
        WriteInfluence(Made(frame, AnswerParts.Influence, "influence", effect.Influence));
        Object("bias", () => WriteBias(effect, frame));
        Entries("blup", Made(frame, AnswerParts.Blup, "blup", effect.BestLinearPredictions), prediction =>
        {
            Text("study", prediction.Study);
            Number("estimate", prediction.Value);
            Number("standardError", prediction.StandardError);
            WriteLimits(prediction.Interval);
        });
        WritePoints("baujat", AnswerParts.Baujat, effect.Baujat, frame);
        WritePoints("radial", AnswerParts.Radial, effect.Radial, frame);
    }

    private IReadOnlyList<T> Made<T>(AnswerFrame frame, AnswerParts part, string name, Func<IReadOnlyList<T>> make)
    {
        if (!frame.Parts.HasFlag(part))
        {
            return [];
        }

        try
        {
            return make();
        }
        catch (InvalidOperationException undefined)
        {
            _partNotes.Add($"{name} is empty: {undefined.Message}");
            return [];
        }
    }

    private void WriteSensitivity(string name, IReadOnlyList<StudySensitivity> entries) => Entries(name, entries, entry =>
    {
        Text("study", entry.Study);
        WriteEstimate(entry.Pooled);
        Object("transformed", () =>
        {
            Number("estimate", entry.Transformed.Value);
            Number("standardError", entry.Transformed.StandardError);
            WriteLimits(entry.Transformed.Interval);
        });
        Number("tau2", entry.Heterogeneity.TauSquared);
        Number("i2", entry.Heterogeneity.ISquared);
        Number("h2", entry.Heterogeneity.HSquared);
        Number("q", entry.Heterogeneity.CochranQ?.Statistic);
    });

    private void WriteInfluence(IReadOnlyList<StudyInfluence> entries) => Entries("influence", entries, entry =>
    {
        Text("study", entry.Study);
        Number("studentizedResidual", entry.StudentizedResidual);
        Number("standardizedResidual", entry.StandardizedResidual);
        Number("dffits", entry.Dffits);
        Number("cooksDistance", entry.CooksDistance);
        Number("covarianceRatio", entry.CovarianceRatio);
        Number("tau2Deleted", entry.TauSquaredDeleted);
        Number("qDeleted", entry.QDeleted);
        Number("hat", entry.Hat);
        Number("weight", entry.Weight);
        if (entry.Dfbetas.Count > 1)
        {
            Array("dfbetas", [.. entry.Dfbetas.Select(d => (double?)d)], NumberValue);
        }
        else
        {
            Number("dfbetas", entry.Dfbetas.Count == 1 ? entry.Dfbetas[0] : null);
        }

        json.WriteBoolean("influential", entry.IsInfluential);
    });

    private void WritePoints(string name, AnswerParts part, Func<IReadOnlyList<StudyPoint>> make, AnswerFrame frame)
    {
        if (!frame.Parts.HasFlag(part))
        {
            return;
        }

        Entries(name, Made(frame, part, name, make), point =>
        {
            Text("study", point.Study);
            Number("x", point.X);
            Number("y", point.Y);
        });
    }
}
