namespace CarTEvidence.Resampling;

// The file of a part: "CTES", version and the header of the run; the design, the methods by name and target, and the tallies of every block.
public sealed partial class SimulationResult
{
    private const string FileMark = "CTES";
    private const int FileVersion = 2;

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

        writer.Write(_methods.Length);
        foreach ((string name, SimulationTarget target) in _methods)
        {
            writer.Write(name);
            writer.Write((int)target);
        }

        writer.Write(_blocks.Count);
        foreach ((long block, SimulationTally[] tallies) in _blocks)
        {
            writer.Write(block);
            foreach (SimulationTally tally in tallies)
            {
                tally.Write(writer);
            }
        }
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
        var methods = new (string Name, SimulationTarget Target)[reader.ReadInt32()];
        for (int i = 0; i < methods.Length; i++)
        {
            methods[i] = (reader.ReadString(), (SimulationTarget)reader.ReadInt32());
        }

        var blocks = new SortedDictionary<long, SimulationTally[]>();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            long block = reader.ReadInt64();
            var tallies = new SimulationTally[methods.Length];
            for (int i = 0; i < tallies.Length; i++)
            {
                tallies[i] = SimulationTally.Read(reader);
            }

            blocks.Add(block, tallies);
        }

        return new SimulationResult(design with { Distribution = distribution }, header.ApplyTo(SimulationOptions.Default), methods, blocks);
    });
}
