using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Studies that know their own logit well: their marginal likelihoods, eight at a time, by the trapezoidal rule on a nearly normal integrand.</summary>
/// <remarks>
/// With v = η − μ, the derivatives are the posterior moments (Louis, as in <see cref="InterceptIntegral"/>) of those of the normal density alone, v / tau² and (v² / tau² − 1) / tau:
/// well conditioned where the data say more about η than the model does, and free of scores and informations.
/// </remarks>
internal sealed partial class InformativeStudies
{
    // Posterior standard deviation of η up to which series and rule keep 1e-10 of a log-likelihood.
    private const double WidestPosterior = 0.15;

    // How many of them the centre may lie away from the study's own logit, for the value there to have the same accuracy.
    private const double FarthestCentre = 3;

    // The information n p q of a study that may come that near.
    private const double LeastInformation = 30;

    private const int MostSteps = 20;
    private const double NearMode = 0.1;
    private const double FarthestLogit = 700;

    private static readonly int Lanes = Vector512<double>.Count;

    private readonly InterceptLikelihood<BinomialLikelihood, BinomialBranch> _each;
    private readonly int[] _index;
    private readonly double[] _events, _total, _count, _logit, _largest, _centre;

    /// <param name="studies">All distinct studies.</param>
    /// <param name="index">Those that this takes, at least one.</param>
    /// <param name="each">The likelihoods of all distinct studies, for those that turn out not to be informative at some (μ, tau).</param>
    public InformativeStudies(DistinctStudies studies, int[] index, InterceptLikelihood<BinomialLikelihood, BinomialBranch> each)
    {
        _each = each;
        _index = index;

        // The least informative together, so that few of the others share their fate.
        Array.Sort(Array.ConvertAll(index, i => Information(studies.Pairs[i])), _index);
        var length = (index.Length + Lanes - 1) / Lanes * Lanes;
        (_events, _total, _count) = (new double[length], new double[length], new double[length]);
        (_logit, _largest, _centre) = (new double[length], new double[length], new double[length]);
        for (var i = 0; i < length; i++)
        {
            // The last study fills the last block, counted 0 times.
            var study = index[Math.Min(i, index.Length - 1)];
            double x = studies.Pairs[study].Events;
            double n = studies.Pairs[study].Total;
            (_events[i], _total[i], _count[i]) = (x, n, i < index.Length ? studies.Counts[study] : 0);
            _logit[i] = _centre[i] = Math.Log(x / (n - x));
            _largest[i] = SaddlePoint.LogBinomial(x, n, x / n, (n - x) / n);
        }
    }

    /// <summary>Whether a study may be informative enough at some (μ, tau).</summary>
    public static bool MayTake((long Events, long Total) study) => Information(study) >= LeastInformation;

    /// <summary>Sum of the log-likelihoods and their derivatives, tau &gt; 0.</summary>
    public InterceptDerivatives Evaluate(double mu, double tau)
    {
        var sums = default(InterceptVectors);
        var rest = default(InterceptDerivatives);
        for (var at = 0; at < _total.Length; at += Lanes)
        {
            if (TryEvaluate(at, mu, tau, out var block))
            {
                sums.Add(block, Vector512.LoadUnsafe(ref _count[at]));
                continue;
            }

            for (var i = at; i < Math.Min(at + Lanes, _index.Length); i++)
            {
                rest.Add(_each.EvaluateOne(_index[i], mu, tau), _count[i]);
            }
        }

        rest.Add(sums.Sum(), 1);
        return rest;
    }

    /// <summary>Writes the information of each study on μ to its place among all distinct studies.</summary>
    public void Information(double mu, double tau, double[] information)
    {
        for (var at = 0; at < _total.Length; at += Lanes)
        {
            var together = TryEvaluate(at, mu, tau, out var block);
            for (var i = at; i < Math.Min(at + Lanes, _index.Length); i++)
            {
                information[_index[i]] = -(together ? block.MuMu[i - at] : _each.EvaluateOne(_index[i], mu, tau).MuMu);
            }
        }
    }

    private static double Information((long Events, long Total) study) => study.Events * ((double)(study.Total - study.Events) / study.Total);

    /// <summary>Eight studies, unless one of them is not informative here.</summary>
    private bool TryEvaluate(int at, double mu, double tau, out InterceptVectors result)
    {
        var n = Vector512.LoadUnsafe(ref _total[at]);
        var precision = Vector512.Create(1 / (tau * tau));
        var mean = Vector512.Create(mu);
        result = default;
        if (!TryCentre(at, n, mean, precision, out var centre))
        {
            return false;
        }

        var own = Vector512.LoadUnsafe(ref _logit[at]) - centre.Logit;
        if (Vector512.GreaterThanAny(centre.Width, Vector512.Create(WidestPosterior)) || Vector512.LessThanAny(centre.Information, precision)
            || Vector512.GreaterThanAny(Vector512.Abs(own), FarthestCentre * centre.Width))
        {
            return false;
        }

        var offset = centre.Logit - mean;
        var integrand = new NearlyNormal(n, centre, offset * precision);
        var (step, points) = ReferenceEquals(_each.Grid, QuadratureGrid.Fine) ? (0.5 * Step, 2 * Points) : (Step, Points);
        integrand.Integrate(step, points, out var moments);
        moments.Differentiate(
            Vector512.LoadUnsafe(ref _largest[at]) - integrand.Change(own), offset, centre.Width, Vector512.Create(tau), out result);
        return true;
    }

    /// <summary>Where the integrands have their modes, to a tenth of their widths; <c>false</c> where Newton's method does not lead there.</summary>
    private bool TryCentre(int at, Vector512<double> n, Vector512<double> mean, Vector512<double> precision, out Centre centre)
    {
        var x = Vector512.LoadUnsafe(ref _events[at]);
        var logit = Vector512.LoadUnsafe(ref _centre[at]);
        for (var steps = 0; ; steps++)
        {
            // expit(±η) from one exponential, neither by subtraction.
            var falling = Vector512.Exp(-Vector512.Abs(logit));
            var larger = Vector512<double>.One / (Vector512<double>.One + falling);
            var smaller = falling * larger;
            var negative = Vector512.IsNegative(logit);
            var p = Vector512.ConditionalSelect(negative, smaller, larger);
            var q = Vector512.ConditionalSelect(negative, larger, smaller);
            var score = Vector512.ConditionalSelect(negative, x - n * p, n * q - (n - x));
            var information = n * p * q;
            var curvature = information + precision;
            var step = (score - (logit - mean) * precision) / curvature;
            var width = Vector512.Sqrt(Vector512<double>.One / curvature);
            if (Vector512.LessThanOrEqualAll(Vector512.Abs(step), NearMode * width))
            {
                Vector512.StoreUnsafe(logit, ref _centre[at]);
                centre = new Centre(logit, p, q, score, information, width);
                return true;
            }

            logit += step;
            if (steps == MostSteps || !Vector512.LessThanAll(Vector512.Abs(logit), Vector512.Create(FarthestLogit)))
            {
                Vector512.StoreUnsafe(Vector512.LoadUnsafe(ref _logit[at]), ref _centre[at]);
                centre = default;
                return false;
            }
        }
    }

    /// <summary>A place near the mode, with the study's score and information there and the width of the integrand.</summary>
    private readonly record struct Centre(
        Vector512<double> Logit, Vector512<double> P, Vector512<double> Q, Vector512<double> Score, Vector512<double> Information, Vector512<double> Width);
}
