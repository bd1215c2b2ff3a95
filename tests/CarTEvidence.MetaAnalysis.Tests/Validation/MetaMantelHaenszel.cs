namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>
/// Mantel–Haenszel as R's meta has it, in closed form. It adds ½ to tables with a zero (the method does not need it, and neither metafor nor this library does), and takes
/// the standard error of a risk difference from S. Greenland, J. M. Robins, Biometrics 1985;41:55–68, which is consistent for large strata only; ours and metafor's is
/// that of T. Sato, S. Greenland, J. M. Robins, Biometrics 1989;45:1323–1324, consistent for many small ones too.
/// </summary>
internal static class MetaMantelHaenszel
{
    /// <summary>Whether any table is corrected.</summary>
    public static bool Corrects(TwoArmData data) => Enumerable.Range(0, data.Count).Any(i => HasZero(data, i));

    public static (double Estimate, double StandardError) Of(TwoArmData data, string measure)
    {
        if (measure == "RD")
        {
            return RiskDifference(data);
        }

        var tables = Enumerable.Range(0, data.Count).Select(i => Cells(data, i)).OfType<(double A, double N1, double C, double N2)>().ToArray();
        return measure == "OR" ? OddsRatio(tables) : RiskRatio(tables);
    }

    private static (double A, double N1, double C, double N2)? Cells(TwoArmData data, int i)
    {
        double a = data.EventsTreated[i], n1 = data.TotalTreated[i], c = data.EventsControl[i], n2 = data.TotalControl[i];
        var add = HasZero(data, i) ? 0.5 : 0;
        return a + c == 0 || a + c == n1 + n2 ? null : (a + add, n1 + 2 * add, c + add, n2 + 2 * add);
    }

    private static bool HasZero(TwoArmData data, int i) =>
        data.EventsTreated[i] == 0 || data.EventsControl[i] == 0 || data.EventsTreated[i] == data.TotalTreated[i] || data.EventsControl[i] == data.TotalControl[i];

    private static (double Estimate, double StandardError) OddsRatio((double A, double N1, double C, double N2)[] tables)
    {
        double r = 0, s = 0, pr = 0, psqr = 0, qs = 0;
        foreach (var (a, n1, c, n2) in tables)
        {
            var (b, d, n) = (n1 - a, n2 - c, n1 + n2);
            r += a * d / n;
            s += b * c / n;
            pr += (a + d) / n * (a * d / n);
            psqr += (a + d) / n * (b * c / n) + (b + c) / n * (a * d / n);
            qs += (b + c) / n * (b * c / n);
        }

        return (Math.Log(r / s), Math.Sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s)));
    }

    private static (double Estimate, double StandardError) RiskRatio((double A, double N1, double C, double N2)[] tables)
    {
        double r = 0, s = 0, p = 0;
        foreach (var (a, n1, c, n2) in tables)
        {
            var n = n1 + n2;
            r += a * n2 / n;
            s += c * n1 / n;
            p += (n1 * n2 * (a + c) - a * c * n) / (n * n);
        }

        return (Math.Log(r / s), Math.Sqrt(p / (r * s)));
    }

    /// <summary>The risks are not corrected, the weights and the variance are.</summary>
    private static (double Estimate, double StandardError) RiskDifference(TwoArmData data)
    {
        double sum = 0, variance = 0, weights = 0;
        for (var i = 0; i < data.Count; i++)
        {
            var add = HasZero(data, i) ? 0.5 : 0;
            double a = data.EventsTreated[i] + add, n1 = data.TotalTreated[i] + 2 * add, c = data.EventsControl[i] + add, n2 = data.TotalControl[i] + 2 * add;
            var (n, weight) = (n1 + n2, n1 * n2 / (n1 + n2));
            sum += weight * ((double)data.EventsTreated[i] / data.TotalTreated[i] - (double)data.EventsControl[i] / data.TotalControl[i]);
            variance += (a * (n1 - a) * n2 * n2 * n2 + c * (n2 - c) * n1 * n1 * n1) / (n1 * n2 * n * n);
            weights += weight;
        }

        return (sum / weights, Math.Sqrt(variance) / weights);
    }
}
