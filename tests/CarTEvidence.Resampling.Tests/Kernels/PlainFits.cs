namespace CarTEvidence.Resampling.Tests.Kernels;

/// <summary>The estimators as the textbooks write them, on a plain list of effects and variances; what the kernels are held against.</summary>
internal static class PlainFits
{
    public static (double Mean, double TauSquared, double Se, double Hksj) Fit(PooledEstimator estimator, double[] y, double[] v)
    {
        double tau = estimator switch
        {
            PooledEstimator.CommonEffect => 0,
            PooledEstimator.DerSimonianLaird => Moments(y, v),
            PooledEstimator.PauleMandel => PauleMandel(y, v),
            PooledEstimator.Reml => Likelihood(y, v, restricted: true),
            _ => Likelihood(y, v, restricted: false),
        };
        double mean = Mean(y, v, tau), precision = v.Sum(vi => 1 / (vi + tau));
        return (mean, tau, 1 / Math.Sqrt(precision), Math.Sqrt(Q(y, v, tau) / (y.Length - 1) / precision));
    }

    public static double Mean(double[] y, double[] v, double tau) => y.Zip(v, (yi, vi) => yi / (vi + tau)).Sum() / v.Sum(vi => 1 / (vi + tau));

    public static double LogLikelihood(double[] y, double[] v, double tau, bool restricted) =>
        -0.5 * (v.Sum(vi => Math.Log(vi + tau)) + Q(y, v, tau) + (restricted ? Math.Log(v.Sum(vi => 1 / (vi + tau))) : 0));

    private static double Q(double[] y, double[] v, double tau)
    {
        double mean = Mean(y, v, tau);
        return y.Zip(v, (yi, vi) => (yi - mean) * (yi - mean) / (vi + tau)).Sum();
    }

    private static double Moments(double[] y, double[] v)
    {
        double s1 = v.Sum(vi => 1 / vi), s2 = v.Sum(vi => 1 / (vi * vi));
        return Math.Max(0, (Q(y, v, 0) - (y.Length - 1)) / (s1 - (s2 / s1)));
    }

    private static double PauleMandel(double[] y, double[] v)
    {
        if (Q(y, v, 0) <= y.Length - 1)
        {
            return 0;
        }

        double low = 0, high = 1;
        while (Q(y, v, high) > y.Length - 1)
        {
            high *= 2;
        }

        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            if (Q(y, v, middle) > y.Length - 1)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return 0.5 * (low + high);
    }

    /// <summary>The best of a fine grid, refined by golden section: slow, and blind to no maximum wider than a step.</summary>
    private static double Likelihood(double[] y, double[] v, bool restricted)
    {
        const int Steps = 1500;
        double scale = v.Min(), spread = y.Max() - y.Min(), top = (spread * spread) + scale;
        double At(int i) => i <= 0 ? 0 : scale * (Math.Exp(Math.Log(1 + (top / scale)) * i / Steps) - 1);
        int best = Enumerable.Range(0, Steps + 1).MaxBy(i => LogLikelihood(y, v, At(i), restricted));
        double low = At(best - 1), high = At(best + 1), golden = (Math.Sqrt(5) - 1) / 2;
        for (int i = 0; i < 80; i++)
        {
            double a = high - (golden * (high - low)), b = low + (golden * (high - low));
            if (LogLikelihood(y, v, a, restricted) >= LogLikelihood(y, v, b, restricted))
            {
                high = b;
            }
            else
            {
                low = a;
            }
        }

        return best == 0 && LogLikelihood(y, v, 0, restricted) >= LogLikelihood(y, v, low, restricted) ? 0 : 0.5 * (low + high);
    }
}
