using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Σ over j = 0 … count − 1 of log(m + j t) and its first and second derivatives in m and t.</summary>
/// <remarks>
/// Term by term up to 128; beyond, Euler–Maclaurin about midpoints with the integral by Gauss–Legendre over doubling panels, so that a billion patients
/// cost thirty panels. Nothing cancels as t goes to 0, where differences of log-gamma functions would.
/// </remarks>
internal struct RisingSums
{
    private const int Direct = 128;
    private static readonly GaussRule Rule = GaussRule.Legendre(12);

    public double Log;
    public double M;
    public double T;
    public double MM;
    public double MT;
    public double TT;

    /// <summary>The sums for m &gt; 0, t ≥ 0 and every count up to the largest, or to where terms are no longer added one by one.</summary>
    public static void Fill(double m, double t, RisingSums[] table)
    {
        var sums = default(RisingSums);
        for (var j = 0; j < table.Length; j++)
        {
            table[j] = sums;
            sums.Add(m, t, j, 1);
        }
    }

    /// <summary>A table with room for the largest of the counts.</summary>
    public static RisingSums[] Table(long largest) => new RisingSums[Math.Min(largest, Direct) + 1];

    /// <summary>The sums for a count, from the table of the same m and t.</summary>
    public static RisingSums Of(double m, double t, long count, RisingSums[] table)
    {
        var sums = table[Math.Min(count, Direct)];

        // Σ from a to b − 1 is ∫ over (a − ½, b − ½) less a twenty-fourth of the change of the derivative.
        for (double low = Direct - 0.5; low < count - 0.5;)
        {
            var high = Math.Min(2 * low, count - 0.5);
            for (var i = 0; i < Rule.Nodes.Length; i++)
            {
                sums.Add(m, t, 0.5 * (low + high) + 0.5 * (high - low) * Rule.Nodes.Span[i], 0.5 * (high - low) * Rule.Weights.Span[i]);
            }

            low = high;
        }

        if (count > Direct)
        {
            sums.AddSlope(m, t, count - 0.5, -1.0 / 24);
            sums.AddSlope(m, t, Direct - 0.5, 1.0 / 24);
        }

        return sums;
    }

    private void Add(double m, double t, double j, double weight)
    {
        var y = m + j * t;
        var inverse = weight / y;
        Log += weight * Math.Log(y);
        M += inverse;
        T += j * inverse;
        MM -= inverse / y;
        MT -= j * inverse / y;
        TT -= j * j * inverse / y;
    }

    /// <summary>Adds a multiple of the terms' derivatives in j.</summary>
    private void AddSlope(double m, double t, double j, double weight)
    {
        var y = m + j * t;
        Log += weight * t / y;
        M -= weight * t / (y * y);
        T += weight * m / (y * y);
        MM += weight * 2 * t / (y * y * y);
        MT -= weight * (y - 2 * j * t) / (y * y * y);
        TT -= weight * 2 * j * m / (y * y * y);
    }
}
