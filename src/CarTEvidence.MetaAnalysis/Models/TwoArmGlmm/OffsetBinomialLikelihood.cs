namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>x events among n, the log odds of an event being an offset plus η.</summary>
internal readonly struct OffsetBinomialLikelihood(double events, double total, double offset) : ICountLikelihood<BinomialBranch>
{
    private readonly BinomialLikelihood _inner = new(events, total);
    private readonly double _offset = offset;

    /// <inheritdoc/>
    public double Peak => _inner.Peak - _offset;

    /// <inheritdoc/>
    public double Value(double eta) => _inner.Value(eta + _offset);

    /// <inheritdoc/>
    public (double Score, double Information) Slope(double eta) => _inner.Slope(eta + _offset);

    /// <inheritdoc/>
    public BinomialBranch Branch(double centre, int side) => _inner.Branch(centre + _offset, side);
}
