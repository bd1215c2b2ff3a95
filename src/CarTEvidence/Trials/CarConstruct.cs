namespace CarTEvidence;

/// <summary>The engineered cell product of an arm. What is not reported is <c>null</c>.</summary>
public sealed record CarConstruct
{
    /// <summary>A construct of which nothing is reported.</summary>
    public static CarConstruct NotReported { get; } = new();

    /// <summary>Antigen or antigens bound.</summary>
    public Target? Target { get; init; }

    /// <summary>Product name or code.</summary>
    public string? Product { get; init; }

    /// <summary>Engineered cell.</summary>
    public CellType? CellType { get; init; }

    /// <summary>Where the cells come from.</summary>
    public CellSource? Source { get; init; }

    /// <summary>Costimulatory domain.</summary>
    public CostimulatoryDomain? CostimulatoryDomain { get; init; }

    /// <summary>How the receptor's gene is delivered, for example lentiviral.</summary>
    public string? Vector { get; init; }
}
