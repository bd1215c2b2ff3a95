using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Tests on stratified two-by-two tables, and on person-time.</summary>
internal static class AssociationTests
{
    /// <summary>Cochran–Mantel–Haenszel, with continuity correction; <c>null</c> where no table can vary.</summary>
    /// <remarks>N. Mantel, W. Haenszel, J. Natl. Cancer Inst. 1959;22:719–748.</remarks>
    public static TestResult? CochranMantelHaenszel(TwoArmData data)
    {
        double difference = 0, variance = 0;
        for (var i = 0; i < data.Count; i++)
        {
            var table = Table.Of(data, i);
            difference += table.A - table.Expected;
            variance += table.Variance;
        }

        return Corrected(difference, variance);
    }

    /// <summary>The same for person-time: treated events given all events of a study are binomial.</summary>
    public static TestResult? CochranMantelHaenszel(TwoArmRateData data)
    {
        double difference = 0, variance = 0;
        for (var i = 0; i < data.Count; i++)
        {
            var share = data.TimeTreated[i] / (data.TimeTreated[i] + data.TimeControl[i]);
            double events = data.EventsTreated[i] + data.EventsControl[i];
            difference += data.EventsTreated[i] - events * share;
            variance += events * share * (1 - share);
        }

        return Corrected(difference, variance);
    }

    /// <summary>Breslow–Day test of a common odds ratio, and Tarone's correction of it, over the tables that can vary.</summary>
    /// <remarks>
    /// N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research I, 1980, page 142; R. E. Tarone, Biometrika 1985;72:91–95, doi:10.1093/biomet/72.1.91.
    /// </remarks>
    public static (TestResult BreslowDay, TestResult Tarone)? Homogeneity(TwoArmData data, double oddsRatio)
    {
        if (!(oddsRatio > 0) || double.IsInfinity(oddsRatio))
        {
            return null;
        }

        double statistic = 0, difference = 0, variance = 0;
        var tables = 0;
        for (var i = 0; i < data.Count; i++)
        {
            var table = Table.Of(data, i);
            if (table.A + table.C == 0 || table.B + table.D == 0)
            {
                continue;
            }

            var a = Fitted(table, oddsRatio);
            var (n1, n2, m) = (table.A + table.B, table.C + table.D, table.A + table.C);
            var v = 1 / (1 / a + 1 / (m - a) + 1 / (n1 - a) + 1 / (n2 - m + a));
            statistic += (table.A - a) * (table.A - a) / v;
            difference += table.A - a;
            variance += v;
            tables++;
        }

        // Margins so lopsided that a fitted count rounds to its bound leave nothing to test with.
        return tables < 2 || !double.IsFinite(statistic) || !(variance > 0) ? null : (Test(statistic, tables - 1), Test(Math.Max(0, statistic - difference * difference / variance), tables - 1));
    }

    /// <summary>The treated events that a table with the same margins has at a given odds ratio.</summary>
    private static double Fitted(Table table, double oddsRatio)
    {
        // a (n2 − m + a) = ψ (n1 − a) (m − a), the root between the largest and smallest possible a.
        var (n1, n2, m) = (table.A + table.B, table.C + table.D, table.A + table.C);
        var quadratic = 1 - oddsRatio;
        var linear = n2 - m + oddsRatio * (n1 + m);
        var constant = -oddsRatio * n1 * m;

        // The root without cancellation, also where the quadratic term vanishes.
        return -2 * constant / (linear + Math.Sqrt(linear * linear - 4 * quadratic * constant));
    }

    private static TestResult? Corrected(double difference, double variance)
    {
        if (!(variance > 0))
        {
            return null;
        }

        var distance = Math.Max(0, Math.Abs(difference) - 0.5);
        return Test(distance * distance / variance, 1);
    }

    private static TestResult Test(double statistic, int df) => new(statistic, df, ChiSquaredDistribution.Upper(statistic, df));
}
