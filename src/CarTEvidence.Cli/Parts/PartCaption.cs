namespace CarTEvidence.Cli.Parts;

/// <summary>What a part file says about its run beside the numbers: what merge needs to print what the verb would have printed.</summary>
/// <param name="Routine">The verb that wrote it.</param>
/// <param name="Title">What was tested; empty for a routine whose numbers say it.</param>
/// <param name="Measure">Name of the scale of the analysis; empty where the routine chooses none.</param>
/// <param name="Level">Level of the intervals that the run made.</param>
internal sealed record PartCaption(string Routine, string Title, string Measure, double Level)
{
    /// <summary>Names of what the numbers stand for one by one (studies of a cloud, moderators of a test), in their order, separated by line feeds; empty where there is none.</summary>
    public string Names { get; init; } = string.Empty;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Routine);
        writer.Write(Title);
        writer.Write(Measure);
        writer.Write(Level);
        writer.Write(Names);
    }

    public static PartCaption Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadDouble()) { Names = reader.ReadString() };
}
