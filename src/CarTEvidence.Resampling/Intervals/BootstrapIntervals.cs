namespace CarTEvidence.Resampling;

/// <summary>Makes intervals out of distributions of replicates, whether they are stored or only sketched.</summary>
internal sealed class BootstrapIntervals
{
    private readonly BootstrapData _data;
    private readonly BootstrapOptions _options;
    private readonly BootstrapRow _observed;
    private readonly Lazy<IReadOnlyList<LeftOutSample>> _leftOut;

    public BootstrapIntervals(BootstrapData data, BootstrapOptions options, BootstrapRow observed)
    {
        (_data, _options, _observed) = (data, options, observed);
        T = StudentQuantile.Of(1 - ((1 - options.PredictionLevel) / 2), data.StudyCount - 1);
        _leftOut = new(() => LeaveOut.Samples(data, options));
    }

    /// <summary>The quantile of t in the prediction limits.</summary>
    public double T { get; }

    /// <summary>A statistic of the data as they are; <c>null</c> where it is not defined.</summary>
    public double? Observed(BootstrapStatistic statistic) => _observed.Value(statistic, T) is var value && double.IsFinite(value) ? value : null;

    /// <summary>Says why an interval cannot be made of such data at all.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public void Require(BootstrapRequest request)
    {
        BootstrapVariable variable = request.Variable;
        bool isCommon = _options.Estimator == PooledEstimator.CommonEffect;
        bool needsErrors = variable.Scale == BootstrapScale.Studentized && request.Statistic != BootstrapStatistic.Mean;
        if ((variable.Scale == BootstrapScale.StudentizedHksj && request.Statistic != BootstrapStatistic.Mean) || (isCommon && needsErrors))
        {
            throw new InvalidOperationException($"There is no {request.Method} interval of {request.Statistic}{(isCommon ? " for the common effect" : string.Empty)}.");
        }

        if (_options.Estimator == PooledEstimator.BinomialNormal && (needsErrors || variable.Scale == BootstrapScale.StudentizedHksj || request.Statistic == BootstrapStatistic.ISquared))
        {
            throw new InvalidOperationException($"There is no {request.Method} interval of {request.Statistic} for the binomial-normal model.");
        }

        if (!_options.Record.HasFlag(variable.Record))
        {
            throw new InvalidOperationException(
                $"The run has not recorded {variable.Record & ~_options.Record}: ask for it by {nameof(BootstrapOptions)}.{nameof(BootstrapOptions.Record)}.");
        }

        double error = variable.Scale switch
        {
            BootstrapScale.Plain => 1,
            BootstrapScale.Studentized => _observed.Error(request.Statistic, T),
            _ => _observed.HksjStandardError,
        };
        if (Observed(request.Statistic) is null && request.Method != BootstrapIntervalMethod.Percentile)
        {
            throw new InvalidOperationException("The interval needs the statistic of the data; a model that was given has none.");
        }

        if (!double.IsFinite(error))
        {
            throw new InvalidOperationException(_data.Effects.Length == 0 && _data.Events.Length == 0
                ? "The interval needs a standard error of the data; a model that was given has none."
                : "The interval needs a standard error of its statistic, which is not defined for these data.");
        }

        if (request.Method == BootstrapIntervalMethod.Bca)
        {
            LeaveOut.Require(_data, _options.Estimator);
        }
    }

    /// <summary>Makes an interval.</summary>
    /// <exception cref="InvalidOperationException">The distribution has too few replicates for the level.</exception>
    public BootstrapInterval Make(BootstrapRequest request, IReplicateDistribution distribution)
    {
        double tail = (1 - request.Level) / 2, observed = _observed.Value(request.Statistic, T);
        (double lower, double upper) = request.Method switch
        {
            BootstrapIntervalMethod.Percentile => Quantiles(distribution, tail, 1 - tail),
            BootstrapIntervalMethod.Basic => Basic(Quantiles(distribution, tail, 1 - tail), observed),
            BootstrapIntervalMethod.Normal => Normal(distribution, observed, tail),
            BootstrapIntervalMethod.Bca => BiasCorrected(request, distribution, tail),
            BootstrapIntervalMethod.Studentized => Reflected(Quantiles(distribution, tail, 1 - tail), observed, _observed.Error(request.Statistic, T)),
            _ => Reflected(Quantiles(distribution, tail, 1 - tail), observed, _observed.HksjStandardError),
        };
        (double least, double most) = request.Statistic switch
        {
            BootstrapStatistic.TauSquared => (0.0, double.PositiveInfinity),
            BootstrapStatistic.ISquared => (0.0, 100.0),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        return new BootstrapInterval(Math.Clamp(lower, least, most), Math.Clamp(upper, least, most), request.Level, request.Statistic, request.Method, distribution.Count);
    }

    /// <summary>The probabilities whose quantiles an interval takes, as ranges that hold them all but surely, seen from a smaller run of the same bootstrap.</summary>
    /// <param name="request">The interval.</param>
    /// <param name="pilot">The smaller run.</param>
    /// <param name="deviations">Standard deviations that count as all but sure.</param>
    public (double Low, double High)[] Probabilities(BootstrapRequest request, IReplicateDistribution pilot, double deviations)
    {
        double tail = (1 - request.Level) / 2;
        if (request.Method == BootstrapIntervalMethod.Normal)
        {
            return [];
        }

        if (request.Method != BootstrapIntervalMethod.Bca)
        {
            return [(tail, tail), (1 - tail, 1 - tail)];
        }

        // What is not known yet is the share of replicates below the observed value; Wilson's bounds of it hold at 0 and 1 too.
        double n = pilot.Count, share = (pilot.Below + (0.5 * pilot.Equal)) / n, z2 = deviations * deviations;
        double centre = (share + (z2 / (2 * n))) / (1 + (z2 / n)), half = deviations * Math.Sqrt((share * (1 - share) / n) + (z2 / (4 * n * n))) / (1 + (z2 / n));
        double low = Shift(Math.Max(0, centre - half)), high = Shift(Math.Min(1, centre + half)), acceleration = Acceleration(request.Statistic);
        return [Range(tail), Range(1 - tail)];

        (double Low, double High) Range(double p)
        {
            double a = Corrected(p, low, acceleration), b = Corrected(p, high, acceleration);
            return double.IsNaN(a) || double.IsNaN(b) ? (0, 1) : (Math.Min(a, b), Math.Max(a, b));
        }
    }

    private static (double Lower, double Upper) Quantiles(IReplicateDistribution distribution, double low, double high)
    {
        long n = distribution.Count;
        double lowRank = ((n + 1) * low) - 1, highRank = ((n + 1) * high) - 1;
        if (!(lowRank >= 0 && highRank >= 0 && lowRank <= n - 1 && highRank <= n - 1))
        {
            throw new InvalidOperationException($"{n} replicates are too few for quantiles at {low:G3} and {high:G3}.");
        }

        long a = (long)lowRank, b = (long)highRank;
        double[] found = distribution.Order([a, Math.Min(a + 1, n - 1), b, Math.Min(b + 1, n - 1)]);
        return (Between(found[0], found[1], lowRank - a), Between(found[2], found[3], highRank - b));
    }

    /// <summary>Linear interpolation that leaves two equal values as they are; between an infinite and a finite value all is infinite.</summary>
    private static double Between(double low, double high, double share) => low == high || share == 0 || double.IsInfinity(low) ? low : low + (share * (high - low));

    private static (double Lower, double Upper) Basic((double Low, double High) quantiles, double observed) =>
        ((2 * observed) - quantiles.High, (2 * observed) - quantiles.Low);

    /// <summary>θ less the opposite quantiles of (θ* − θ)/se*, times the standard error of the data.</summary>
    private static (double Lower, double Upper) Reflected((double Low, double High) quantiles, double observed, double error) =>
        (observed - (quantiles.High * error), observed - (quantiles.Low * error));

    private static (double Lower, double Upper) Normal(IReplicateDistribution distribution, double observed, double tail)
    {
        double n = distribution.Count, bias = distribution.Deviations / n;
        if (n < 2)
        {
            throw new InvalidOperationException($"{distribution.Count} replicates are too few for a standard deviation.");
        }

        double variance = Math.Max(0, (distribution.SquaredDeviations - (distribution.Deviations * bias)) / (n - 1));
        if (!double.IsFinite(variance))
        {
            throw new InvalidOperationException("Some replicates are infinite, as all patients or none had the event: they have quantiles, but no standard deviation.");
        }

        double centre = observed - bias, half = NormalQuantile.Of(1 - tail) * Math.Sqrt(variance);
        return (centre - half, centre + half);
    }

    private static double Shift(double share) => share switch { <= 0 => double.NegativeInfinity, >= 1 => double.PositiveInfinity, _ => NormalQuantile.Of(share) };

    private static double Corrected(double p, double shift, double acceleration)
    {
        double z = shift + NormalQuantile.Of(p), argument = shift + (z / (1 - (acceleration * z)));
        return double.IsNegativeInfinity(shift) ? 0 : double.IsPositiveInfinity(shift) ? 1 : NormalCumulative.Of(argument);
    }

    private (double Lower, double Upper) BiasCorrected(BootstrapRequest request, IReplicateDistribution distribution, double tail)
    {
        if (distribution.Count == 0)
        {
            throw new InvalidOperationException("0 replicates are too few for quantiles.");
        }

        double shift = Shift((distribution.Below + (0.5 * distribution.Equal)) / distribution.Count), acceleration = Acceleration(request.Statistic);
        if (!double.IsFinite(acceleration))
        {
            throw new InvalidOperationException("The BCa interval needs finite estimates without each unit; without one of these, all or none have the event.");
        }

        return Quantiles(distribution, Corrected(tail, shift, acceleration), Corrected(1 - tail, shift, acceleration));
    }

    private double Acceleration(BootstrapStatistic statistic) => LeaveOut.Acceleration(_leftOut.Value, row => row.Value(statistic, T));
}
