namespace CarTEvidence;

/// <summary>Where an arm was published.</summary>
/// <param name="Year">Year of publication or presentation.</param>
public sealed record Publication(int Year)
{
    /// <summary>Surname of the first author; <c>null</c> if the source shows none.</summary>
    public string? FirstAuthor { get; init; }

    /// <summary>Journal or meeting.</summary>
    public string? Journal { get; init; }

    /// <summary>Digital object identifier, without a resolver's address.</summary>
    public string? Doi { get; init; }

    /// <summary>PubMed identifier.</summary>
    public string? Pmid { get; init; }

    /// <summary>Trial registration.</summary>
    public string? Registration { get; init; }

    /// <summary>Kind of publication; <c>null</c> if it is not stated.</summary>
    public PublicationType? Type { get; init; }
}
