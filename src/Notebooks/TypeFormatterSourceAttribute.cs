using System.Diagnostics.CodeAnalysis;

namespace CarTEvidence.Notebooks;

/// <summary>Tells notebook kernels how to show a type. Kernels find it by its name and its properties, so no package of theirs is referenced.</summary>
/// <param name="formatterSourceType">A type with a parameterless constructor and a method <c>CreateTypeFormatters</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)] Type formatterSourceType) : Attribute
{
    /// <summary>What makes the formatters.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)]
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>Formats in order of preference.</summary>
    public string[] PreferredMimeTypes { get; init; } = [TypeFormatter.Html, TypeFormatter.Plain];
}
