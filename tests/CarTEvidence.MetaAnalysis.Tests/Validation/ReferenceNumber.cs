namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>A number of a reference file and its place there, so that the inventory knows what was compared.</summary>
/// <param name="Value">The number; <c>null</c> where R has none.</param>
/// <param name="Path">Its place; <c>null</c> where the file does not have the field.</param>
internal readonly record struct ReferenceNumber(double? Value, string? Path)
{
    /// <summary>The same place in other units.</summary>
    public ReferenceNumber Map(Func<double, double?> convert) => this with { Value = Value is { } value ? convert(value) : null };

    /// <summary>The same place, with what stands for R's missing number.</summary>
    public ReferenceNumber Or(double? value) => this with { Value = Value ?? value };
}
