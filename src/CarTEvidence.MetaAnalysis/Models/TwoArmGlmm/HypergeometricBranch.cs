using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A non-central hypergeometric log-likelihood followed from a centre, point by point.</summary>
internal readonly struct HypergeometricBranch : ILikelihoodBranch
{
    private readonly HypergeometricLikelihood _study;
    private readonly double _centre;
    private readonly double _atCentre;
    private readonly int _side;

    public HypergeometricBranch(HypergeometricLikelihood study, double centre, int side)
    {
        _study = study;
        _centre = centre;
        _atCentre = study.Value(centre);
        _side = side;
    }

    /// <inheritdoc/>
    public void Follow(Vector512<double> distance, out Vector512<double> change, out Vector512<double> score, out Vector512<double> information)
    {
        _study.At(Vector512.Create(_centre) + Vector512.Create((double)_side) * distance, out var value, out score, out information);
        change = value - Vector512.Create(_atCentre);
    }
}
