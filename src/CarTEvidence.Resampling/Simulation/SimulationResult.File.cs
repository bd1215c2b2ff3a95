namespace CarTEvidence.Resampling;

// The file of a part: "CTES", version and the header of the run; the design, the methods by name and target, and the tallies of every block.
public sealed partial class SimulationResult
{
    private const string FileMark = "CTES";
    private const int FileVersion = 3;

    /// <summary>Writes this result, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream) => PartFile.Write(stream, FileMark, FileVersion, Options, writer =>
    {
        writer.Write(Design.SizesAreDrawn);
        writer.Write(Design.StudyCount);
        writer.Write(Design.Mean);
        writer.Write(Design.TauSquared);
        writer.Write((int)Design.Distribution);
        writer.Write(Design.Sizes.Count);
        foreach (int size in Design.Sizes)
        {
            writer.Write(size);
        }

        _tallies.Write(writer);
    });

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static SimulationResult Load(Stream stream) => PartFile.Read(stream, FileMark, FileVersion, (reader, header) =>
    {
        bool drawn = reader.ReadBoolean();
        int studies = reader.ReadInt32();
        double mean = reader.ReadDouble(), tauSquared = reader.ReadDouble();
        var distribution = (EffectDistribution)reader.ReadInt32();
        int[] sizes = new int[reader.ReadInt32()];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = reader.ReadInt32();
        }

        SimulationDesign design = drawn ? new SimulationDesign(sizes, studies, mean, tauSquared) : new SimulationDesign(sizes, mean, tauSquared);
        return new SimulationResult(design with { Distribution = distribution }, header.ApplyTo(SimulationOptions.Default), SimulationTallies.Read(reader));
    });
}
