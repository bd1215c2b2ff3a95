using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Treated events given all margins of a two-by-two table, η being the log odds ratio: Fisher's non-central hypergeometric distribution.</summary>
/// <remarks>
/// Terms are built by ratios from the most likely count outward until they vanish, so that a table costs its standard deviation, not its size. Where even that is much, every so many
/// counts stand for all: sums at equal steps of a smooth bell are the whole sum but for exp(−2π²σ²/h²), by Poisson's summation. Of eight log odds ratios at once the terms are built outward
/// from the observed count, by ratios that are computed once a study.
/// </remarks>
internal readonly struct HypergeometricLikelihood : ICountLikelihood<HypergeometricBranch>
{
    private const double Vanishing = 1e-18;

    // Tables with more counts keep no ratios; with fewer no bell is wide enough to stand for them.
    private const double MostRatios = 1024;

    // Sums relative to the observed term beyond this are near overflow: these places are computed one by one.
    private const double Safe = 1e280;

    private readonly double _x;
    private readonly double _n1;
    private readonly double _n2;
    private readonly double _m;
    private readonly double _logObserved;

    // Terms over their predecessors at an odds ratio of 1, from the observed count up and down; null where there are too many.
    private readonly double[]? _up;
    private readonly double[]? _down;

    /// <summary>Takes one study's table.</summary>
    public HypergeometricLikelihood(Table table)
    {
        _x = table.A;
        _n1 = table.A + table.B;
        _n2 = table.C + table.D;
        _m = table.A + table.C;
        _logObserved = LogCount(_x);
        Peak = Math.Log((table.A + 0.5) * (table.D + 0.5) / ((table.B + 0.5) * (table.C + 0.5)));
        var (low, high) = (Math.Max(0, _m - _n2), Math.Min(_n1, _m));
        if (high - low <= MostRatios)
        {
            _up = new double[(int)(high - _x)];
            _down = new double[(int)(_x - low)];
            for (var i = 0; i < _up.Length; i++)
            {
                _up[i] = (_n1 - _x - i) * (_m - _x - i) / ((_x + i + 1) * (_n2 - _m + _x + i + 1));
            }

            for (var i = 0; i < _down.Length; i++)
            {
                _down[i] = (_x - i) * (_n2 - _m + _x - i) / ((_n1 - _x + i + 1) * (_m - _x + i + 1));
            }
        }
    }

    /// <inheritdoc/>
    public double Peak { get; }

    /// <inheritdoc/>
    public double Value(double eta) => At(eta).Value;

    /// <inheritdoc/>
    public (double Score, double Information) Slope(double eta)
    {
        var (_, score, information) = At(eta);
        return (score, information);
    }

    /// <inheritdoc/>
    public HypergeometricBranch Branch(double centre, int side) => new(this, centre, side);

    /// <summary>Value, score and information at once.</summary>
    public (double Value, double Score, double Information) At(double eta)
    {
        if (_up is not null && _down is not null)
        {
            var odds = Math.Exp(eta);
            double sum = 1, first = 0, second = 0;
            Add(_up, odds, 1, ref sum, ref first, ref second);
            Add(_down, 1 / odds, -1, ref sum, ref first, ref second);
            if (sum < Safe)
            {
                return (-Math.Log(sum), -first / sum, second / sum - first / sum * (first / sum));
            }
        }

        var (most, logSum, mean, variance) = Moments(eta);
        var observed = new HypergeometricBell(_n1, _n2, _m, most, eta) is { IsWide: true } bell ? bell.LogTerm(_x) : _logObserved - LogCount(most) + (_x - most) * eta;
        return (observed - logSum, _x - mean, variance);
    }

    /// <summary>The same at eight places.</summary>
    public void At(Vector512<double> eta, out Vector512<double> value, out Vector512<double> score, out Vector512<double> information)
    {
        var (sum, first, second) = (Vector512<double>.One, Vector512<double>.Zero, Vector512<double>.Zero);
        if (_up is not null && _down is not null)
        {
            var odds = Vector512.Exp(eta);
            Add(_up, odds, 1, ref sum, ref first, ref second);
            Add(_down, Vector512<double>.One / odds, -1, ref sum, ref first, ref second);
            if (Vector512.LessThanAll(sum, Vector512.Create(Safe)))
            {
                var mean = first / sum;
                (value, score, information) = (-Vector512.Log(sum), -mean, second / sum - mean * mean);
                return;
            }
        }

        Span<double> lanes = stackalloc double[24];
        for (var i = 0; i < 8; i++)
        {
            (lanes[i], lanes[8 + i], lanes[16 + i]) = At(eta[i]);
        }

        (value, score, information) = (Vector512.Create<double>(lanes[..8]), Vector512.Create<double>(lanes[8..16]), Vector512.Create<double>(lanes[16..]));
    }

    /// <summary>Terms of the counts on one side of the observed one, whose own is 1, with their moments about it.</summary>
    private static void Add(double[] ratios, Vector512<double> odds, int side, ref Vector512<double> sum, ref Vector512<double> first, ref Vector512<double> second)
    {
        var term = Vector512<double>.One;
        var vanishing = Vector512.Create(Vanishing);
        for (var i = 0; i < ratios.Length && Vector512.GreaterThanAny(term, vanishing * sum); i++)
        {
            term *= Vector512.Create(ratios[i]) * odds;
            var distance = Vector512.Create((double)side * (i + 1));
            var moment = distance * term;
            sum += term;
            first += moment;
            second += distance * moment;
        }
    }

    /// <summary>The same for one odds ratio.</summary>
    private static void Add(double[] ratios, double odds, int side, ref double sum, ref double first, ref double second)
    {
        var term = 1.0;
        for (var i = 0; i < ratios.Length && term > Vanishing * sum; i++)
        {
            term *= ratios[i] * odds;
            double distance = side * (i + 1);
            sum += term;
            first += distance * term;
            second += distance * distance * term;
        }
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
