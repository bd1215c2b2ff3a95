using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Treated events given all margins of a two-by-two table, η being the log odds ratio: Fisher's non-central hypergeometric distribution.</summary>
/// <remarks>
/// Terms are built by ratios from the most likely count outward until they vanish, so that a table costs its standard deviation, not its size. Where even that is much, every so many
/// counts stand for all: sums at equal steps of a smooth bell are the whole sum but for exp(−2π²σ²/h²), by Poisson's summation.
/// </remarks>
internal readonly struct HypergeometricLikelihood : ICountLikelihood<HypergeometricBranch>
{
    private const double Vanishing = 1e-18;

    private readonly double _x;
    private readonly double _n1;
    private readonly double _n2;
    private readonly double _m;
    private readonly double _logObserved;

    /// <summary>Takes one study's table.</summary>
    public HypergeometricLikelihood(Table table)
    {
        _x = table.A;
        _n1 = table.A + table.B;
        _n2 = table.C + table.D;
        _m = table.A + table.C;
        _logObserved = LogCount(_x);
        Peak = Math.Log((table.A + 0.5) * (table.D + 0.5) / ((table.B + 0.5) * (table.C + 0.5)));
    }

    /// <inheritdoc/>
    public double Peak { get; }

    /// <inheritdoc/>
    public double Value(double eta)
    {
        return At(eta).Value;
    }

    /// <inheritdoc/>
    public (double Score, double Information) Slope(double eta)
    {
        var (_, _, mean, variance) = Moments(eta);
        return (_x - mean, variance);
    }

    /// <inheritdoc/>
    public HypergeometricBranch Branch(double centre, int side) => new(this, centre, side);

    /// <summary>Value, score and information at once.</summary>
    public (double Value, double Score, double Information) At(double eta)
    {
        var (most, logSum, mean, variance) = Moments(eta);
        var observed = new HypergeometricBell(_n1, _n2, _m, most, eta) is { IsWide: true } bell ? bell.LogTerm(_x) : _logObserved - LogCount(most) + (_x - most) * eta;
        return (observed - logSum, _x - mean, variance);
    }

    /// <summary>Number of ways to have x treated events, in logs.</summary>
    private double LogCount(double x) => LogChoose(_n1, x) + LogChoose(_n2, _m - x);

    private static double LogChoose(double n, double x) => SaddlePoint.LogBinomial(x, n, 0.5, 0.5) + n * Math.Log(2);

    private (double Most, double LogSum, double Mean, double Variance) Moments(double eta)
    {
        var low = Math.Max(0, _m - _n2);
        var high = Math.Min(_n1, _m);
        var odds = Math.Exp(Math.Clamp(eta, -600, 600));
        var most = MostLikely(odds, low, high);
        var bell = new HypergeometricBell(_n1, _n2, _m, most, eta);
        if (bell.IsWide)
        {
            return bell.Moments();
        }

        double sum = 1, first = 0, second = 0;
        var term = 1.0;
        for (var x = most; x < high && term > Vanishing * sum; x++)
        {
            term *= (_n1 - x) * (_m - x) / ((x + 1) * (_n2 - _m + x + 1)) * odds;
            var d = x + 1 - most;
            sum += term;
            first += d * term;
            second += d * d * term;
        }

        term = 1;
        for (var x = most; x > low && term > Vanishing * sum; x--)
        {
            term *= x * (_n2 - _m + x) / ((_n1 - x + 1) * (_m - x + 1)) / odds;
            var d = x - 1 - most;
            sum += term;
            first += d * term;
            second += d * d * term;
        }

        var mean = first / sum;
        return (most, Math.Log(sum), most + mean, second / sum - mean * mean);
    }

    /// <summary>The largest count whose term is at least its predecessor's.</summary>
    private double MostLikely(double odds, double low, double high)
    {
        // (n1 − x + 1)(m − x + 1) ψ = x (n2 − m + x), the root between the ends.
        var a = odds - 1;
        var b = -(odds * (_n1 + _m + 2) + _n2 - _m);
        var c = odds * (_n1 + 1) * (_m + 1);
        var root = 2 * c / (-b + Math.Sqrt(Math.Max(0, b * b - 4 * a * c)));
        return double.IsFinite(root) ? Math.Clamp(Math.Floor(root), low, high) : odds > 1 ? high : low;
    }
}
