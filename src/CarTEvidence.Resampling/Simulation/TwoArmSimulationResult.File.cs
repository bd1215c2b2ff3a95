namespace CarTEvidence.Resampling;

// The file of a part: "CTE2", version and the header of the run; the design, the methods by name and target, and the tallies of every block.
public sealed partial class TwoArmSimulationResult
{
    private const string FileMark = "CTE2";
    private const int FileVersion = 1;

    /// <summary>Writes this result, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, Options, writer =>
    {
        writer.Write(Design.SizesAreDrawn);
        writer.Write(Design.StudyCount);
        writer.Write(Design.ControlRisk);
        writer.Write((int)Design.Measure);
        writer.Write(Design.Effect);
        writer.Write(Design.TauSquared);
        writer.Write(Design.ControlVariance);
        writer.Write((int)Design.Distribution);
        writer.Write(Design.Treated.Count);
        foreach (int size in Design.Treated.Concat(Design.Control))
        {
            writer.Write(size);
        }

        _tallies.Write(writer);
    });

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static TwoArmSimulationResult Load(Stream stream) => PartFile.Read(stream, FileMark, FileVersion, (reader, header) =>
    {
        bool drawn = reader.ReadBoolean();
        int studies = reader.ReadInt32();
        double risk = reader.ReadDouble();
        var measure = (TwoArmEffect)reader.ReadInt32();
        double effect = reader.ReadDouble(), tauSquared = reader.ReadDouble(), controlVariance = reader.ReadDouble();
        var distribution = (EffectDistribution)reader.ReadInt32();
        int pairs = reader.ReadInt32();
        int[] treated = Sizes(), control = Sizes();
        TwoArmDesign design = drawn
            ? new TwoArmDesign(treated, control, studies, risk, measure, effect, tauSquared)
            : new TwoArmDesign(treated, control, risk, measure, effect, tauSquared);
        return new TwoArmSimulationResult(
            design with { ControlVariance = controlVariance, Distribution = distribution }, header.ApplyTo(SimulationOptions.Default), SimulationTallies.Read(reader));

        int[] Sizes()
        {
            int[] sizes = new int[pairs];
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = reader.ReadInt32();
            }

            return sizes;
        }
    });
}
