using System.Text.Json;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Reports;

/// <summary>Writes one answer object field by field, in the documented order; the aspects are in files of their own.</summary>
internal sealed partial class AnswerWriter(Utf8JsonWriter json)
{
    /// <summary>The answer about a pooled effect.</summary>
    public void Write(PooledEffect effect, AnswerFrame frame)
    {
        json.WriteStartObject();
        WriteIdentity(effect, frame);
        WriteResult(effect, frame);
        json.WriteEndObject();
    }

    private void WriteResult(PooledEffect effect, AnswerFrame frame)
    {
        WritePooled("pooled", effect);
        WritePrediction("prediction", effect.Prediction);
        WriteHeterogeneity("heterogeneity", effect.Heterogeneity);
        WriteTauSquaredIntervals(effect, frame.Parts);
        WriteCoefficients(effect.Coefficients);
        WriteCovariance(effect.Covariance);
        WriteTest("omnibus", effect.Omnibus);
        if (effect.OmnibusLikelihoodRatio is { } ratio)
        {
            WriteTest("omnibusLikelihoodRatio", ratio);
        }

        Number("r2", effect.RSquared);
        WriteFitStatistics(effect.FitStatistics);
        WriteStudies(effect.Studies);
        WriteSubgroups(effect);
        WriteDiagnostics(effect, frame);
        WriteDependence(effect);
        WriteBetaBinomial(effect);
        WritePosterior(effect.Posterior);
        WriteClosing(effect, frame);
    }

    private void WriteIdentity(PooledEffect effect, AnswerFrame frame)
    {
        if (frame.Id is { } id)
        {
            json.WritePropertyName("id");
            id.WriteTo(json);
        }
        else
        {
            json.WriteNull("id");
        }

        Text("kind", KindNames.Of(effect));
        Text("measure", effect.Measure.Name);
        Text("model", MethodNames.Models[effect.Model].Name);
        Text("tau2Estimator", effect.TauSquaredEstimator is { } estimator ? MethodNames.TauSquaredEstimators[estimator].Name : null);
        Text("interval", MethodNames.Intervals[effect.IntervalMethod].Name);
        Number("level", effect.Level);
        Count("k", effect.StudyCount);
        Count("events", effect.Events);
        Count("total", effect.Total);
    }

    private void Seed(PooledEffect effect)
    {
        if (effect.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }
        else
        {
            json.WriteNull("seed");
        }
    }

    private void WriteClosing(PooledEffect effect, AnswerFrame frame)
    {
        json.WriteBoolean("converged", effect.Converged);
        Count("iterations", effect.Iterations);
        Seed(effect);
        Array("notes", [.. effect.Notes, .. frame.Notes, .. _partNotes, .. NotFiniteNotes()], json.WriteStringValue);
        Text("version", ResultJson.Version);
    }
}
