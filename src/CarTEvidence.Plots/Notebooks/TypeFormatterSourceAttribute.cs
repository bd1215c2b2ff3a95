namespace CarTEvidence.Plots.Notebooks;

/// <summary>Tells notebook kernels how to show a type. Kernels find it by its name and its properties, so no package of theirs is referenced.</summary>
/// <param name="formatterSourceType">A type with a parameterless constructor and a method <c>CreateTypeFormatters</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>What makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>Formats in order of preference.</summary>
    public string[] PreferredMimeTypes { get; init; } = [];
}
