using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The log-likelihood of one study's counts as a function of its linear predictor η; concave in η.</summary>
/// <typeparam name="TBranch">How it is followed away from a centre.</typeparam>
internal interface ICountLikelihood<TBranch>
    where TBranch : struct, ILikelihoodBranch
{
    /// <summary>Where along η the likelihood changes: near its maximum, kept finite when that is at infinity.</summary>
    double Peak { get; }

    /// <summary>Log-likelihood at <paramref name="eta"/>, all constants included.</summary>
    double Value(double eta);

    /// <summary>First derivative and minus the second.</summary>
    (double Score, double Information) Slope(double eta);

    /// <summary>The log-likelihood relative to <paramref name="centre"/>, followed to the right (+1) or to the left (−1).</summary>
    TBranch Branch(double centre, int side);
}

/// <summary>A log-likelihood followed from a centre in one direction, eight points at a time.</summary>
internal interface ILikelihoodBranch
{
    /// <summary>Change of the log-likelihood from the centre, its score and its information, at <paramref name="distance"/> ≥ 0 from the centre.</summary>
    void Follow(Vector512<double> distance, out Vector512<double> change, out Vector512<double> score, out Vector512<double> information);
}
