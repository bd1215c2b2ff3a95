using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>H² and I² from Cochran's Q with test-based intervals: Higgins and Thompson 2002, doi:10.1002/sim.1186, section 5.</summary>
internal static class TestBasedH
{
    /// <summary>Interval of H², at least 1; <c>null</c> where the standard error of log H is not defined.</summary>
    /// <param name="q">Cochran's Q.</param>
    /// <param name="degreesOfFreedom">k − p; the paper has k − 1.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Interval? Squared(double q, int degreesOfFreedom, double level)
    {
        double df = degreesOfFreedom;
        double error;
        if (q > df + 1)
        {
            error = 0.5 * (Math.Log(q) - Math.Log(df)) / (Math.Sqrt(2 * q) - Math.Sqrt(2 * df - 1));
        }
        else if (df > 1)
        {
            error = Math.Sqrt((1 - 1 / (3 * (df - 1) * (df - 1))) / (2 * (df - 1)));
        }
        else
        {
            return null;
        }

        var log = Math.Max(0, 0.5 * Math.Log(q / df));
        var half = NormalDistribution.UpperQuantile(0.5 * (1 - level)) * error;
        return new Interval(Math.Exp(2 * Math.Max(0, log - half)), Math.Exp(2 * (log + half)), level);
    }
}
