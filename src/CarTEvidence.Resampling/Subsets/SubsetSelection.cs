namespace CarTEvidence.Resampling;

/// <summary>Which subsets of the studies are looked at.</summary>
public enum SubsetSelection
{
    /// <summary>All where they are few enough to be gone through in seconds (<see cref="AllSubsets.IsExhaustive"/>), else random ones.</summary>
    Automatic,

    /// <summary>All of them.</summary>
    All,

    /// <summary>Random ones: every study is in or out with probability ½, the empty subset excepted.</summary>
    Random,
}
