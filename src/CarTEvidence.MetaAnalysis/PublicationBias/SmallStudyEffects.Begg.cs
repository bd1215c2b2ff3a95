namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    /// <summary>Begg and Mazumdar's rank correlation test: do standardised effects and variances rank together?</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="exact">Exact distribution of Kendall's score where there are no ties and at most 200 studies; else, and by request, the normal one.</param>
    /// <returns>Kendall's score S (<see cref="SmallStudyTest.Estimate"/>), tau-b, and a two-sided p-value.</returns>
    /// <remarks>
    /// Low power: with 25 studies it finds only gross asymmetry. With k = 2 every ranking is as likely as the other and p = 1; with equal variances it is not defined.
    /// Begg and Mazumdar, Biometrics 1994;50:1088-1101, doi:10.2307/2533446.
    /// </remarks>
    public static SmallStudyTest Begg(FunnelData data, bool exact = true)
    {
        ArgumentNullException.ThrowIfNull(data);
        var k = data.Count;
        var (mean, sumOfWeights) = CommonEffect(data.Effect, data.Variance);
        var standardised = new double[k];
        for (var i = 0; i < k; i++)
        {
            // A study with more than half of the weight is compared with the others alone, where nothing cancels.
            standardised[i] = 1 / data.Variance[i] > sumOfWeights / 2 && k > 1
                ? AgainstOthers(data, i, sumOfWeights)
                : (data.Effect[i] - mean) / Math.Sqrt(data.Variance[i] - (1 / sumOfWeights));
        }

        var test = RankTest(exact ? "begg-exact" : "begg-normal", standardised, data.Variance, exact);
        return Tied(data) is { } tied && test.Test.PValue is not null ? test with { Notes = [.. test.Notes, tied] } : test;
    }

    private static double AgainstOthers(FunnelData data, int study, double sumOfWeights)
    {
        double others = 0, sum = 0;
        for (var i = 0; i < data.Count; i++)
        {
            if (i != study)
            {
                others += 1 / data.Variance[i];
                sum += data.Effect[i] / data.Variance[i];
            }
        }

        return (data.Effect[study] - (sum / others)) * Math.Sqrt(others / data.Variance[study] / sumOfWeights);
    }

    private static SmallStudyTest RankTest(string name, ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool exact)
    {
        var k = x.Length;
        if (k < 2)
        {
            return new SmallStudyTest(name, k, new TestResult(null, null, null)) { Notes = ["A rank correlation needs at least two studies."] };
        }

        var notes = new List<string>();
        var (score, tau, variance, ties) = KendallCorrelation.Of(x, y);
        if (!double.IsFinite(tau))
        {
            notes.Add("All studies are tied: no rank correlation is defined.");
            return new SmallStudyTest(name, k, new TestResult(null, null, null)) { Notes = notes };
        }

        if (k < FewStudies)
        {
            notes.Add(Few(k));
        }

        var exactPValue = exact && !ties ? KendallCorrelation.ExactPValue(score, k) : null;
        if (exact && ties)
        {
            notes.Add("Ties: the exact distribution of Kendall's score does not apply; the p-value is that of the normal approximation with its variance corrected for ties.");
        }
        else if (exact && exactPValue is null)
        {
            notes.Add("So many studies that the normal approximation is used for the rank correlation.");
        }

        var pValue = exactPValue ?? KendallCorrelation.NormalPValue(score, variance);
        var statistic = variance > 0 ? score / Math.Sqrt(variance) : (double?)null;
        return new SmallStudyTest(name, k, new TestResult(statistic, null, pValue))
        {
            Estimate = score,
            StandardError = Math.Sqrt(variance),
            KendallTau = tau,
            Notes = notes,
        };
    }

    private static (double Mean, double SumOfWeights) CommonEffect(ReadOnlySpan<double> yi, ReadOnlySpan<double> vi)
    {
        double sw = 0, swy = 0;
        for (var i = 0; i < yi.Length; i++)
        {
            sw += 1 / vi[i];
            swy += yi[i] / vi[i];
        }

        return (swy / sw, sw);
    }
}
