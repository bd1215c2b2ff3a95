namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Mantel–Haenszel estimates from two-by-two tables, one a study.</summary>
/// <remarks>
/// No zero correction: a table without events on either side adds nothing to a ratio. N. Mantel, W. Haenszel, J. Natl. Cancer Inst. 1959;22:719–748.
/// Standard errors: odds ratio, J. Robins, N. Breslow, S. Greenland, Biometrics 1986;42:311–323, doi:10.2307/2531052;
/// risk ratio, S. Greenland, J. M. Robins, Biometrics 1985;41:55–68, doi:10.2307/2530643; risk difference, T. Sato, S. Greenland, J. M. Robins, Biometrics 1989;45:1323–1324.
/// </remarks>
internal static class MantelHaenszelTables
{
    private const double Rounding = 1e-13;

    /// <summary>Common log odds ratio.</summary>
    public static StratifiedEstimate OddsRatio(TwoArmData data)
    {
        double r = 0, s = 0, pr = 0, psqr = 0, qs = 0;
        var weights = new double[data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            var (a, b, c, d) = Table.Of(data, i);
            var n = a + b + c + d;
            var (ri, si) = (a * d / n, b * c / n);
            var (p, q) = ((a + d) / n, (b + c) / n);
            r += ri;
            s += si;
            pr += p * ri;
            psqr += p * si + q * ri;
            qs += q * si;
            weights[i] = si;
        }

        return new StratifiedEstimate(Math.Log(r / s), Math.Sqrt(0.5 * (pr / (r * r) + psqr / (r * s) + qs / (s * s))), weights);
    }

    /// <summary>Common log risk ratio.</summary>
    public static StratifiedEstimate RiskRatio(TwoArmData data)
    {
        double r = 0, s = 0, p = 0;
        var weights = new double[data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            var (a, b, c, d) = Table.Of(data, i);
            var (n1, n2, n) = (a + b, c + d, a + b + c + d);
            r += a * n2 / n;
            s += c * n1 / n;
            p += (n1 * n2 / n * (a + c) - a * c) / n;
            weights[i] = c * n1 / n;
        }

        return new StratifiedEstimate(Math.Log(r / s), Math.Sqrt(p / (r * s)), weights);
    }

    /// <summary>Common risk difference.</summary>
    public static StratifiedEstimate RiskDifference(TwoArmData data)
    {
        double sum = 0, w = 0, p = 0, q = 0;
        var weights = new double[data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            var (a, b, c, d) = Table.Of(data, i);
            var (n1, n2, n) = (a + b, c + d, a + b + c + d);
            weights[i] = n1 * n2 / n;
            w += weights[i];
            sum += a * n2 / n - c * n1 / n;
            p += (n1 / n * n1 / n * c) - (n2 / n * n2 / n * a) + n1 / n * n2 / n * (n2 - n1) / 2;
            q += (a * d + b * c) / (2 * n);
        }

        var value = sum / w;
        var variance = value * p + q;

        // With all the events in one arm and none in the other the two terms are equal and opposite: what is left of them is rounding.
        return new StratifiedEstimate(value, variance > Rounding * q ? Math.Sqrt(variance) / w : 0, weights);
    }

    /// <summary>Common log rate ratio.</summary>
    public static StratifiedEstimate RateRatio(TwoArmRateData data)
    {
        double r = 0, s = 0, p = 0;
        var weights = new double[data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            var (t1, t2) = (data.TimeTreated[i], data.TimeControl[i]);
            var t = t1 + t2;
            r += data.EventsTreated[i] * t2 / t;
            s += data.EventsControl[i] * t1 / t;
            p += t1 / t * t2 / t * (data.EventsTreated[i] + data.EventsControl[i]);
            weights[i] = data.EventsControl[i] * t1 / t;
        }

        return new StratifiedEstimate(Math.Log(r / s), Math.Sqrt(p / (r * s)), weights);
    }

    /// <summary>Common rate difference.</summary>
    public static StratifiedEstimate RateDifference(TwoArmRateData data)
    {
        double sum = 0, w = 0, p = 0;
        var weights = new double[data.Count];
        for (var i = 0; i < data.Count; i++)
        {
            double x1 = data.EventsTreated[i];
            double x2 = data.EventsControl[i];
            var (t1, t2) = (data.TimeTreated[i], data.TimeControl[i]);
            weights[i] = t1 / (t1 + t2) * t2;
            w += weights[i];
            sum += weights[i] * (x1 / t1 - x2 / t2);
            p += weights[i] * weights[i] * (x1 / (t1 * t1) + x2 / (t2 * t2));
        }

        return new StratifiedEstimate(sum / w, Math.Sqrt(p) / w, weights);
    }
}
