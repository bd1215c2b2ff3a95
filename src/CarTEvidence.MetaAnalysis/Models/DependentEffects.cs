namespace CarTEvidence.MetaAnalysis;

/// <summary>What the models of dependent effects share: their admissible options, their criteria, the scales of their variances.</summary>
internal static class DependentEffects
{
    /// <summary>Whether the restricted likelihood is asked for.</summary>
    public static bool IsRestricted(PoolingOptions options, string parameter) => options.TauSquared switch
    {
        TauSquaredEstimator.Reml => true,
        TauSquaredEstimator.Ml => false,
        var other => throw new ArgumentException($"Models with several variance components are fitted by REML or ML; {other} was asked for.", parameter),
    };

    /// <summary>The interval method, Wald where none is named.</summary>
    public static IntervalMethod Interval(PoolingOptions options, string parameter) => options.Interval switch
    {
        null or IntervalMethod.Wald => IntervalMethod.Wald,
        IntervalMethod.T => IntervalMethod.T,
        var other => throw new ArgumentException($"Models with several variance components have Wald and t intervals, and cluster-robust ones; {other} was asked for.", parameter),
    };

    /// <summary>Criteria of a fit with p coefficients and c variance parameters; of the likelihood that was maximised.</summary>
    public static FitStatistics Criteria(double ml, double reml, bool restricted, int k, int coefficients, int components)
    {
        var logLikelihood = restricted ? reml : ml;
        var parameters = coefficients + components;
        var observations = restricted ? k - coefficients : k;
        return new FitStatistics
        {
            LogLikelihoodMl = ml,
            LogLikelihoodReml = double.IsFinite(reml) ? reml : null,
            Aic = (2 * parameters) - (2 * logLikelihood),
            Bic = observations > 0 ? (parameters * Math.Log(observations)) - (2 * logLikelihood) : null,
            Aicc = observations > parameters + 1 ? (2.0 * parameters * observations / (observations - parameters - 1)) - (2 * logLikelihood) : null,
        };
    }

    /// <summary>The typical sampling variance of Higgins and Thompson, doi:10.1002/sim.1186, equation (9).</summary>
    public static double TypicalVariance(ReadOnlySpan<double> vi)
    {
        double s1 = 0, s2 = 0, mean = 0;
        foreach (var v in vi)
        {
            s1 += 1 / v;
            s2 += 1 / v / v;
            mean += v / vi.Length;
        }

        return vi.Length < 2 ? mean : (vi.Length - 1) * s1 / ((s1 * s1) - s2);
    }

    /// <summary>Variance of the effects about their plain mean; 0 for one effect.</summary>
    public static double SampleVariance(ReadOnlySpan<double> yi)
    {
        double mean = 0, sum = 0;
        foreach (var y in yi)
        {
            mean += y / yi.Length;
        }

        foreach (var y in yi)
        {
            sum += (y - mean) * (y - mean);
        }

        return yi.Length < 2 ? 0 : sum / (yi.Length - 1);
    }
}
