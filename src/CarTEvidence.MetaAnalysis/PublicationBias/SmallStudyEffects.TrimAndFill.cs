namespace CarTEvidence.MetaAnalysis;

public static partial class SmallStudyEffects
{
    /// <summary>Trim and fill: how many studies would have to be added to one side to make the funnel symmetric, and the pooled effect with them.</summary>
    /// <param name="data">Effects and variances, or a pooled effect.</param>
    /// <param name="options">Choices; <c>null</c> takes <see cref="TrimAndFillOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The interval is none of a mean by inverse variance.</exception>
    /// <remarks>
    /// A sensitivity analysis, not a correction: with true heterogeneity it fills studies in that never were (Peters et al. 2007, doi:10.1002/sim.2889).
    /// Q0 is not defined where the ranks are too one-sided, the answer is then <c>null</c> with a note. Of little use below ten studies, meaningless below three.
    /// Duval and Tweedie, JASA 2000, doi:10.1080/01621459.2000.10473905, and Biometrics 2000, doi:10.1111/j.0006-341X.2000.00455.x.
    /// </remarks>
    public static TrimAndFill TrimAndFill(FunnelData data, TrimAndFillOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= TrimAndFillOptions.Default;
        var k = data.Count;
        var side = options.Side ?? (EggerMixed(data).Estimate is < 0 ? FunnelSide.Right : FunnelSide.Left);
        var settings = RandomEffectsSettings.From(
            new GenericOptions { TauSquared = options.TauSquared ?? TauSquaredEstimator.Reml, Interval = options.Interval, Level = options.Level }, common: options.TauSquared is null);

        // Studies missing on the right are studies missing on the left of the mirrored funnel.
        var sign = side == FunnelSide.Right ? -1 : 1;
        var effect = new double[k];
        for (var i = 0; i < k; i++)
        {
            effect[i] = sign * data.Effect[i];
        }

        int[] order = [.. Enumerable.Range(0, k).OrderBy(i => effect[i])];
        double[] yi = [.. order.Select(i => effect[i])], vi = [.. order.Select(i => data.Variance[i])];

        var notes = new List<string>();
        if (k < FewStudies)
        {
            notes.Add(Few(k));
        }

        var (missing, centre, converged, iterations) = Trim(yi, vi, options, settings);
        if (missing is not { } k0)
        {
            notes.Add($"The ranks are so one-sided that {options.Estimator} is the root of a negative number: the number of missing studies is not defined.");
            return new TrimAndFill(options.Estimator, side, null, null, null) { Notes = notes, Converged = false, Iterations = iterations };
        }

        if (!converged)
        {
            notes.Add($"The number of missing studies went on changing for {iterations} rounds; the last one is used.");
        }

        var filled = new EffectSize[k0];
        double[] allEffects = [.. data.Effect, .. new double[k0]], allVariances = [.. data.Variance, .. new double[k0]];
        for (var j = 0; j < k0; j++)
        {
            var source = k - k0 + j;
            allEffects[k + j] = sign * ((2 * centre) - yi[source]);
            allVariances[k + j] = vi[source];
            filled[j] = new EffectSize($"Filled {j + 1}", allEffects[k + j], allVariances[k + j]);
        }

        var fit = RandomEffectsFit.Fit(allEffects, allVariances, settings);
        return new TrimAndFill(options.Estimator, side, k0, fit.Coefficient(0), fit.TauSquared)
        {
            NoneMissingPValue = options.Estimator == TrimAndFillEstimator.R0 ? Math.ScaleB(1, -(k0 + 1)) : null,
            Filled = filled,
            Converged = converged,
            Iterations = iterations,
            Notes = notes,
        };
    }

    // Effects ascending; the largest are trimmed until the number that the ranks call for no longer changes.
    private static (int? Missing, double Centre, bool Converged, int Iterations) Trim(double[] yi, double[] vi, TrimAndFillOptions options, RandomEffectsSettings settings)
    {
        var k = yi.Length;
        var k0 = 0;
        var centre = 0.0;
        for (var iteration = 1; iteration <= options.MaxIterations; iteration++)
        {
            centre = RandomEffectsFit.Fit(yi[..(k - k0)], vi[..(k - k0)], settings).Beta[0];
            var next = MissingByRanks(yi, centre, options.Estimator);
            if (next is null)
            {
                return (null, centre, false, iteration);
            }

            if (next == k0)
            {
                return (k0, centre, true, iteration);
            }

            k0 = Math.Min(next.Value, k - 1);
        }

        return (k0, centre, false, options.MaxIterations);
    }

    /// <summary>The number of missing studies by the signed ranks about a centre; <c>null</c> where Q0 is not defined.</summary>
    internal static int? MissingByRanks(ReadOnlySpan<double> yi, double centre, TrimAndFillEstimator estimator)
    {
        double k = yi.Length;
        var deviation = new double[yi.Length];
        for (var i = 0; i < deviation.Length; i++)
        {
            deviation[i] = yi[i] - centre;
        }

        // Ties keep the order of the effects.
        int[] byDistance = [.. Enumerable.Range(0, deviation.Length).OrderBy(i => Math.Abs(deviation[i]))];
        double rankSum = 0, lowest = 0;
        for (var rank = 1; rank <= byDistance.Length; rank++)
        {
            var d = deviation[byDistance[rank - 1]];
            if (d > 0)
            {
                rankSum += rank;
            }
            else if (d < 0)
            {
                lowest = rank;
            }
        }

        var value = estimator switch
        {
            TrimAndFillEstimator.R0 => k - lowest - 1,
            TrimAndFillEstimator.L0 => ((4 * rankSum) - (k * (k + 1))) / ((2 * k) - 1),
            TrimAndFillEstimator.Q0 => k - 0.5 - Math.Sqrt((2 * k * k) - (4 * rankSum) + 0.25),
            _ => throw new ArgumentOutOfRangeException(nameof(estimator), estimator, "Not an estimator of trim and fill."),
        };
        return double.IsNaN(value) ? null : Math.Max(0, (int)Math.Round(value, MidpointRounding.ToEven));
    }
}
