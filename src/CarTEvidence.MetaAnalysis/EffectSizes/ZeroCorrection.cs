using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>A continuity correction added to counts before an effect size is computed.</summary>
public sealed record ZeroCorrection
{
    /// <summary>Takes what is added, and to which studies.</summary>
    /// <param name="add">What is added to the events and to the non-events (for rates, to the events), in patients; finite, 0 or more.</param>
    /// <param name="to">Which studies receive it.</param>
    /// <exception cref="ArgumentOutOfRangeException">What is added is negative or not finite.</exception>
    public ZeroCorrection(double add, ZeroCorrectionScope to)
    {
        if (!(add >= 0) || double.IsInfinity(add))
        {
            throw new ArgumentOutOfRangeException(
                nameof(add), add, string.Create(CultureInfo.InvariantCulture, $"A zero correction is 0 or more; it was {add}."));
        }

        Add = add;
        To = to;
    }

    /// <summary>One half to the studies with a zero cell, and to no other.</summary>
    public static ZeroCorrection Half { get; } = new(0.5, ZeroCorrectionScope.OnlyZero);

    /// <summary>No correction.</summary>
    public static ZeroCorrection None { get; } = new(0, ZeroCorrectionScope.None);

    /// <summary>What is added to the events and to the non-events, in patients.</summary>
    public double Add { get; }

    /// <summary>Which studies receive it.</summary>
    public ZeroCorrectionScope To { get; }

    /// <summary>What one study receives.</summary>
    /// <param name="hasZero">Whether the study has a zero cell.</param>
    /// <param name="anyHasZero">Whether any study has one.</param>
    internal double AddTo(bool hasZero, bool anyHasZero) => To switch
    {
        ZeroCorrectionScope.OnlyZero => hasZero ? Add : 0,
        ZeroCorrectionScope.AllIfAnyZero => anyHasZero ? Add : 0,
        ZeroCorrectionScope.All => Add,
        _ => 0,
    };
}
