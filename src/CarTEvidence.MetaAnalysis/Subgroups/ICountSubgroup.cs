using CarTEvidence.MetaAnalysis.Models;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Some of the studies of a random-intercept model of counts.</summary>
internal interface ICountSubgroup
{
    /// <summary>How many of them the likelihood knows.</summary>
    int StudyCount { get; }

    /// <summary>Parameters of the likelihood beside the mean and tau.</summary>
    int NuisanceCount => 0;

    /// <summary>Their log-likelihood, to be maximised over its mean.</summary>
    MeanProfile Profile { get; }

    /// <summary>Whether the likelihood of tau is bounded by these studies.</summary>
    bool TellsHeterogeneity { get; }

    /// <summary>Fitted with a tau² of its own.</summary>
    PooledEffect Alone();

    /// <summary>Described by the joint fit with the other subgroups.</summary>
    PooledEffect Shared(SharedFit fit);
}
