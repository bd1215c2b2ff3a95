namespace CarTEvidence.Resampling;

/// <summary>Inverse-variance methods on the logit scale, one half added to the cells of studies with an empty one: what is commonly done.</summary>
public static class LogitMethods
{
    /// <summary>A method.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="interval">How the interval is made.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1. Default: 0.95.</param>
    /// <param name="kernel">Which form of the kernels runs; the choice never changes a result.</param>
    /// <exception cref="ArgumentException">The estimator is none of effects.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such interval, or the level does not lie strictly between 0 and 1.</exception>
    public static SimulationMethod Create(
        PooledEstimator estimator, LogitInterval interval, double level = 0.95, KernelPath kernel = KernelPath.Automatic)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies strictly between 0 and 1.");
        }

        if (!Enum.IsDefined(estimator) || estimator == PooledEstimator.BinomialNormal)
        {
            throw new ArgumentException($"{estimator} is no estimator of effects; the binomial-normal model is fitted to events.", nameof(estimator));
        }

        if (!Enum.IsDefined(interval))
        {
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "No interval on the logit scale.");
        }

        KernelPath path = Dispatcher.Resolve(kernel);
        return new SimulationMethod($"logit, {NameOf(estimator)}, {NameOf(interval)}", data => Answer(data, estimator, interval, level, path));
    }

    private static string NameOf(PooledEstimator estimator) => estimator switch
    {
        PooledEstimator.DerSimonianLaird => "DerSimonian–Laird",
        PooledEstimator.PauleMandel => "Paule–Mandel",
        PooledEstimator.Reml => "REML",
        PooledEstimator.MaximumLikelihood => "ML",
        PooledEstimator.BinomialNormal => "binomial-normal",
        _ => "common effect",
    };

    private static string NameOf(LogitInterval interval) => interval switch
    {
        LogitInterval.Hksj => "HKSJ",
        LogitInterval.HksjAdHoc => "HKSJ ad hoc",
        _ => "Wald",
    };

    private static MethodAnswer Answer(SimulatedProportions data, PooledEstimator estimator, LogitInterval interval, double level, KernelPath path)
    {
        int k = data.Events.Length;
        double[] effects = new double[k], variances = new double[k];
        for (int i = 0; i < k; i++)
        {
            double events = data.Events[i], others = data.Totals[i] - data.Events[i];
            if (events == 0 || others == 0)
            {
                (events, others) = (events + 0.5, others + 0.5);
            }

            (effects[i], variances[i]) = (Math.Log(events / others), (1 / events) + (1 / others));
        }

        using var table = new StudyTable(effects, variances);
        PooledFit fit = PooledKernels.Fit(path, estimator, table);
        double error = interval switch
        {
            LogitInterval.Hksj => fit.HksjStandardError,
            LogitInterval.HksjAdHoc => Math.Max(fit.HksjStandardError, fit.StandardError),
            _ => fit.StandardError,
        };
        double upper = 1 - ((1 - level) / 2), half = error * (interval == LogitInterval.Wald ? NormalQuantile.Of(upper) : StudentQuantile.Of(upper, k - 1));
        return new MethodAnswer(SimulationDesign.Expit(fit.Mean), SimulationDesign.Expit(fit.Mean - half), SimulationDesign.Expit(fit.Mean + half));
    }
}
