using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

/// <summary>
/// The global maximum of the (restricted) likelihood of tau² for one resampled data set, where Newton's iteration from the moment estimate may have
/// missed it: bootstrap samples of few studies can have two maxima, one of them at 0, and which one an iteration finds depends on its start.
/// </summary>
/// <remarks>
/// The score is evaluated on the points of <see cref="LikelihoodGrid"/>; every fall through 0 encloses a maximum, and a score that is not positive at 0 makes 0 one. If there are several, each is refined, and the one of greatest likelihood is the estimate. Maxima closer together than the
/// grid are not told apart; at that distance their estimates hardly differ.
/// </remarks>
internal static unsafe class LikelihoodMaximum
{
    private const double Tolerance = 1e-11;
    private const int MostBisections = 200;

    /// <summary>Replaces the fits of some lanes, given as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Settle<TLikelihood>(KernelPath path, StudyTable table, double* counts, BatchFit fit, uint suspects)
        where TLikelihood : struct, ILikelihood
    {
        for (; suspects != 0; suspects &= suspects - 1)
        {
            int lane = BitOperations.TrailingZeroCount(suspects);
            Settle<TLikelihood>(path, table, counts + lane, ref fit.TauSquared[lane], ref fit.Mean[lane], ref fit.Precision[lane]);
        }
    }

    /// <summary>Replaces the fit of one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Settle<TLikelihood>(KernelPath path, StudyTable table, double* counts, ref double tauSquared, ref double mean, ref double precision)
        where TLikelihood : struct, ILikelihood
    {
        uint rising = path switch
        {
            KernelPath.Vector512 => Rising<Lanes8, TLikelihood>(table, counts),
            KernelPath.Vector256 => Rising<Lanes4, TLikelihood>(table, counts),
            _ => Rising<Lanes1, TLikelihood>(table, counts),
        };

        // A maximum lies before grid point i where the likelihood rises at i - 1 and no longer at i, and at 0 where it does not rise there.
        uint maxima = ~rising & ((rising << 1) | 1) & ((1u << LikelihoodGrid.Size) - 1);
        if (maxima == 1 && tauSquared == 0)
        {
            return;
        }

        double best = double.NegativeInfinity, found = tauSquared;
        for (uint rest = maxima; rest != 0; rest &= rest - 1)
        {
            double candidate = Candidate<TLikelihood>(table, counts, BitOperations.TrailingZeroCount(rest), found);
            if (BitOperations.IsPow2(maxima))
            {
                if (candidate == found)
                {
                    return;
                }

                tauSquared = candidate;
                break;
            }

            double height = LogLikelihood<TLikelihood>(table, counts, candidate);
            if (height > best)
            {
                (tauSquared, best) = (candidate, height);
            }
        }

        At(table, counts, tauSquared, out mean, out precision);
    }

    /// <summary>The grid points at which the score is positive, as bits; the lanes of this kernel are grid points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Rising<T, TLikelihood>(StudyTable table, double* counts)
        where T : unmanaged, ILanes<T>
        where TLikelihood : struct, ILikelihood
    {
        double* rows = table.Rows, end = rows + (table.PaddedCount * StudyTable.Stride), weights = table.Grid.Weights;
        uint rising = 0;
        for (int at = 0; at < LikelihoodGrid.Size; at += T.Width)
        {
            T a1 = T.All(0), a2 = a1, b1 = a1, b2 = a1, c2 = a1;
            double* c = counts, weight = weights + at;
            for (double* row = rows; row < end; row += StudyTable.Stride, c += Batch.Size, weight += LikelihoodGrid.Size)
            {
                T w = T.Load(weight), cw = T.All(*c) * w, cw2 = cw * w, y = T.All(row[StudyTable.Effect]);
                a1 += cw;
                a2 += cw2;
                b1 = T.MultiplyAdd(cw, y, b1);
                b2 = T.MultiplyAdd(cw2, y, b2);
                c2 = T.MultiplyAdd(cw2, T.All(row[StudyTable.EffectSquared]), c2);
            }

            // The score times A1², which spares the divisions: A1 (A1 (C2 − A1) − 2 B1 B2 + A2) + B1² A2; without A2 in the brackets for ML.
            T inner = T.NegatedMultiplyAdd(b1 + b1, b2, a1 * (c2 - a1));
            T score = T.MultiplyAdd(a1, TLikelihood.IsRestricted ? inner + a2 : inner, b1 * b1 * a2);
            rising |= T.Bits(T.LessThan(T.All(0), score)) << at;
        }

        return rising;
    }

    /// <summary>The maximum before a grid point; the one that the iteration has found is not looked for again.</summary>
    private static double Candidate<TLikelihood>(StudyTable table, double* counts, int point, double found)
        where TLikelihood : struct, ILikelihood
    {
        if (point == 0)
        {
            return 0;
        }

        double low = table.Grid.Points[point - 1], high = table.Grid.Points[point];
        bool known = low <= found && found <= high && IsMaximum<TLikelihood>(table, counts, found);
        return known ? found : Refine<TLikelihood>(table, counts, low, high);
    }

    /// <summary>Whether the score changes its sign within a small distance of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsMaximum<TLikelihood>(StudyTable table, double* counts, double tauSquared)
        where TLikelihood : struct, ILikelihood
    {
        double near = 1e-7 * (tauSquared + table.TypicalVariance);
        return Score<TLikelihood>(table, counts, Math.Max(0, tauSquared - near)) >= 0 && Score<TLikelihood>(table, counts, tauSquared + near) <= 0;
    }

    /// <summary>The root of the score between two points of different sign, by regula falsi with bisection (the Illinois rule).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Refine<TLikelihood>(StudyTable table, double* counts, double low, double high)
        where TLikelihood : struct, ILikelihood
    {
        double atLow = Score<TLikelihood>(table, counts, low), atHigh = Score<TLikelihood>(table, counts, high);
        for (int i = 0; i < MostBisections && high - low > Tolerance * (low + table.LeastVariance); i++)
        {
            double guess = low + ((high - low) * (atLow / (atLow - atHigh)));
            if (!(guess > low && guess < high))
            {
                guess = 0.5 * (low + high);
            }

            double score = Score<TLikelihood>(table, counts, guess);
            if (score > 0)
            {
                (low, atLow) = (guess, score);
                atHigh *= 0.5;
            }
            else
            {
                (high, atHigh) = (guess, score);
                atLow *= 0.5;
                if (score == 0)
                {
                    return guess;
                }
            }
        }

        return 0.5 * (low + high);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Score<TLikelihood>(StudyTable table, double* counts, double tauSquared)
        where TLikelihood : struct, ILikelihood
    {
        double a1 = 0, a2 = 0, b1 = 0, b2 = 0, c2 = 0;
        for (int i = 0; i < table.Count; i++)
        {
            double* row = table.Rows + (i * StudyTable.Stride);
            double y = row[StudyTable.Effect], w = 1 / (row[StudyTable.Variance] + tauSquared), cw = counts[i * Batch.Size] * w, cw2 = cw * w;
            a1 += cw;
            a2 += cw2;
            b1 += cw * y;
            b2 += cw2 * y;
            c2 += cw2 * y * y;
        }

        double m = b1 / a1, ypp = c2 - (2 * m * b2) + (m * m * a2);
        return TLikelihood.IsRestricted ? ypp - (a1 - (a2 / a1)) : ypp - a1;
    }

    /// <summary>Twice the log-likelihood without its constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LogLikelihood<TLikelihood>(StudyTable table, double* counts, double tauSquared)
        where TLikelihood : struct, ILikelihood
    {
        At(table, counts, tauSquared, out double mean, out double precision);
        double sum = TLikelihood.IsRestricted ? -Math.Log(precision) : 0;
        for (int i = 0; i < table.Count; i++)
        {
            double* row = table.Rows + (i * StudyTable.Stride);
            double total = row[StudyTable.Variance] + tauSquared, residual = row[StudyTable.Effect] + table.Centre - mean;
            sum -= counts[i * Batch.Size] * (Math.Log(total) + (residual * residual / total));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void At(StudyTable table, double* counts, double tauSquared, out double mean, out double precision)
    {
        double sum = 0;
        precision = 0;
        for (int i = 0; i < table.Count; i++)
        {
            double* row = table.Rows + (i * StudyTable.Stride);
            double weight = counts[i * Batch.Size] / (row[StudyTable.Variance] + tauSquared);
            precision += weight;
            sum += weight * row[StudyTable.Effect];
        }

        mean = (sum / precision) + table.Centre;
    }
}
