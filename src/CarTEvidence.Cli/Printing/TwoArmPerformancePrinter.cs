using CarTEvidence.Cli.Options;
using CarTEvidence.Reports;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Printing;

/// <summary>Prints how methods did in a simulation of trials with two arms.</summary>
internal static class TwoArmPerformancePrinter
{
    /// <summary>What parts and JSON call it.</summary>
    public const string Routine = "simulate-two-arm";

    public static void Write(TwoArmSimulationResult result, double level, OutputFormat format, CliStreams streams)
    {
        var (design, measure) = (result.Design, TwoArmTruthOptions.NameOf(result.Design.Measure));
        if (format == OutputFormat.Json)
        {
            AnswerLine.Write(streams, Routine, json =>
            {
                json.WriteNumber("level", level);
                json.WriteNumber("dataSets", result.Methods[0].DataSets);
                json.WriteNumber("seed", result.Options.Seed);
                json.WriteNumber("k", design.StudyCount);
                json.WriteString("measure", measure);
                json.WriteNumber("effect", design.Effect);
                json.WriteNumber("tau2", design.TauSquared);
                json.WriteNumber("controlRisk", design.ControlRisk);
                json.WriteNumber("controlTau2", design.ControlVariance);
                PerformancePrinter.WriteMethods(json, result.Methods);
            });
            return;
        }

        var isRatio = design.Measure != TwoArmEffect.RiskDifference;
        var effect = isRatio ? Math.Exp(design.Effect) : design.Effect;
        ResultPrinter.Write(
            new ResultTable(
                FormattableString.Invariant($"{result.Methods[0].DataSets} simulated data sets of {design.StudyCount} studies with two arms, control risk {design.ControlRisk:0.0000}, {measure} {effect:0.000}, tau² = {design.TauSquared:0.000}, seed {result.Options.Seed}"),
                PerformancePrinter.Columns,
                result.Methods.Select(PerformancePrinter.Row))
            {
                Notes = isRatio ? [$"Width, bias and RMSE are on the scale of the log {measure}."] : [],
            },
            format,
            streams);
    }
}
