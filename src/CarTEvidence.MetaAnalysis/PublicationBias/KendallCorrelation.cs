using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Kendall's rank correlation: score, tau-b, and its distribution without association.</summary>
internal static class KendallCorrelation
{
    // The exact distribution takes O(n⁴) additions; beyond this the normal approximation errs by less than 1e-4.
    private const int LargestExact = 200;

    /// <summary>Score S (concordant minus discordant pairs), tau-b and the variance of S under independence, ties counted. O(n log n), Knight 1966.</summary>
    public static (long Score, double Tau, double Variance, bool Ties) Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var n = x.Length;
        var (xs, ys) = (x.ToArray(), y.ToArray());
        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => xs[a] != xs[b] ? xs[a].CompareTo(xs[b]) : ys[a].CompareTo(ys[b]));
        var byX = new double[n];
        for (var i = 0; i < n; i++)
        {
            byX[i] = ys[order[i]];
        }

        var xTies = Ties(order.Select(i => xs[i]).ToArray());
        var both = JointTies(order, xs, ys);
        var discordant = Exchanges(byX);
        var yTies = Ties(byX);
        var pairs = (long)n * (n - 1) / 2;
        var score = pairs - xTies.Pairs - yTies.Pairs + both - (2 * discordant);
        var tau = score / Math.Sqrt((double)(pairs - xTies.Pairs) * (pairs - yTies.Pairs));
        return (score, tau, Variance(n, xTies, yTies), xTies.Pairs > 0 || yTies.Pairs > 0);
    }

    /// <summary>Two-sided exact p-value of a score without ties; <c>null</c> beyond <see cref="LargestExact"/>.</summary>
    public static double? ExactPValue(long score, int n)
    {
        if (n > LargestExact)
        {
            return null;
        }

        var pairs = n * (n - 1) / 2;

        // Probability of each number of discordant pairs, one item inserted at a time.
        var probability = new double[pairs + 1];
        var next = new double[pairs + 1];
        probability[0] = 1;
        for (var m = 2; m <= n; m++)
        {
            var top = m * (m - 1) / 2;
            var window = 0.0;
            for (var d = 0; d <= top; d++)
            {
                window += d <= (m - 1) * (m - 2) / 2 ? probability[d] : 0;
                if (d >= m)
                {
                    window -= probability[d - m];
                }

                next[d] = Math.Max(0, window) / m;
            }

            (probability, next) = (next, probability);
        }

        // S = pairs − 2D; the distribution is symmetric, so one tail from its small end suffices.
        var discordant = (pairs - Math.Abs(score)) / 2;
        var tail = 0.0;
        for (var d = 0; d <= discordant; d++)
        {
            tail += probability[d];
        }

        return Math.Min(1, 2 * tail);
    }

    /// <summary>Two-sided p-value of the normal approximation, without continuity correction.</summary>
    public static double? NormalPValue(long score, double variance) => variance > 0 ? NormalDistribution.TwoSided(score / Math.Sqrt(variance)) : null;

    // Kendall 1970: variance of S with ties in both rankings.
    private static double Variance(int n, TieSums x, TieSums y)
    {
        double m = n;
        var v0 = m * (m - 1) * ((2 * m) + 5);
        var first = (v0 - x.Third - y.Third) / 18;
        var second = n > 1 ? (2.0 * x.Pairs) * (2.0 * y.Pairs) / (2 * m * (m - 1)) : 0;
        var third = n > 2 ? x.Triples * y.Triples / (9 * m * (m - 1) * (m - 2)) : 0;
        return first + second + third;
    }

    private static TieSums Ties(double[] sorted)
    {
        long pairs = 0;
        double triples = 0, third = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var j = i;
            while (j < sorted.Length && sorted[j] == sorted[i])
            {
                j++;
            }

            double t = j - i;
            pairs += (long)(t * (t - 1) / 2);
            triples += t * (t - 1) * (t - 2);
            third += t * (t - 1) * ((2 * t) + 5);
            i = j;
        }

        return new TieSums(pairs, triples, third);
    }

    private static long JointTies(int[] order, double[] x, double[] y)
    {
        long pairs = 0;
        for (var i = 0; i < order.Length;)
        {
            var j = i;
            while (j < order.Length && x[order[j]] == x[order[i]] && y[order[j]] == y[order[i]])
            {
                j++;
            }

            long t = j - i;
            pairs += t * (t - 1) / 2;
            i = j;
        }

        return pairs;
    }

    // Sorts in place by merging and counts the pairs that were out of order.
    private static long Exchanges(double[] values)
    {
        var buffer = new double[values.Length];
        long exchanges = 0;
        for (var width = 1; width < values.Length; width *= 2)
        {
            for (var start = 0; start < values.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, values.Length);
                var end = Math.Min(start + (2 * width), values.Length);
                int left = start, right = middle;
                for (var i = start; i < end; i++)
                {
                    if (left < middle && (right >= end || values[left] <= values[right]))
                    {
                        buffer[i] = values[left++];
                    }
                    else
                    {
                        exchanges += middle - left;
                        buffer[i] = values[right++];
                    }
                }
            }

            Array.Copy(buffer, values, values.Length);
        }

        return exchanges;
    }

    private readonly record struct TieSums(long Pairs, double Triples, double Third);
}
