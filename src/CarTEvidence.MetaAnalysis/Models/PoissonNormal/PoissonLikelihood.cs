using CarTEvidence.MetaAnalysis.Numerics;
using MathNet.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>x events in person-time t, at a rate e^η: ℓ(η) = x (η + log t) − t e^η − log x!.</summary>
internal readonly struct PoissonLikelihood : ICountLikelihood<PoissonBranch>
{
    // Above so many expected events the plain exponential rounds too much.
    private const double Large = 1e5;

    private readonly double _x;
    private readonly double _logTime;
    private readonly double _logFactorial;

    /// <summary>Takes the events and the person-time of one study.</summary>
    public PoissonLikelihood(double events, double time)
    {
        _x = events;
        _logTime = Math.Log(time);
        _logFactorial = SpecialFunctions.GammaLn(events + 1);
        Peak = Math.Log((events + 0.5) / time);
    }

    /// <inheritdoc/>
    public double Peak { get; }

    /// <inheritdoc/>
    public double Value(double eta)
    {
        var expected = Math.Exp(eta + _logTime);
        return expected is > 1e-250 and < 1e250 ? SaddlePoint.LogPoisson(_x, expected) : _x * (eta + _logTime) - expected - _logFactorial;
    }

    /// <inheritdoc/>
    public (double Score, double Information) Slope(double eta)
    {
        var expected = Math.Exp(Math.Min(eta + _logTime, 600));
        return (_x - expected, expected);
    }

    /// <inheritdoc/>
    public PoissonBranch Branch(double centre, int side)
    {
        var expected = Math.Exp(Math.Min(centre + _logTime, 600));
        return new PoissonBranch(_x, expected, side, expected > Large);
    }
}
