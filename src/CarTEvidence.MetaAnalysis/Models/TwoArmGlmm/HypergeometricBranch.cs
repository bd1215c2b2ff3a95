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
        Span<double> lanes = stackalloc double[24];
        for (var i = 0; i < 8; i++)
        {
            (lanes[i], lanes[8 + i], lanes[16 + i]) = _study.At(_centre + _side * distance[i]);
        }

        change = Vector512.Create<double>(lanes[..8]) - Vector512.Create(_atCentre);
        score = Vector512.Create<double>(lanes[8..16]);
        information = Vector512.Create<double>(lanes[16..]);
    }
}
