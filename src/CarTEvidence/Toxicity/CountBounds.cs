using System.Globalization;

namespace CarTEvidence;

/// <summary>What a report leaves possible for a count: no fewer and no more patients than these.</summary>
/// <param name="Minimum">Fewest patients that agree with everything reported.</param>
/// <param name="Maximum">Most patients that agree with everything reported.</param>
public readonly record struct CountBounds(int Minimum, int Maximum)
{
    /// <summary>The count, if only one is possible; else <c>null</c>.</summary>
    public int? Exact => Minimum == Maximum ? Minimum : null;

    /// <summary>For example <c>3</c> or <c>0 to 5</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Minimum}{(Minimum == Maximum ? "" : string.Create(CultureInfo.InvariantCulture, $" to {Maximum}"))}");
}
