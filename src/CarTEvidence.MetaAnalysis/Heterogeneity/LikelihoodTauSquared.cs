namespace CarTEvidence.MetaAnalysis;

/// <summary>Maximum and restricted maximum likelihood of tau²: the global maximum over tau² ≥ 0.</summary>
/// <remarks>
/// The profile likelihood of tau² can have several maxima, one of them at 0, and Fisher scoring may cycle between them.
/// So the score is first looked at on a grid that is even in log tau²; each fall through 0 is refined by Newton's method inside its bracket, and the highest maximum is taken.
/// </remarks>
internal static class LikelihoodTauSquared
{
    private const int LargeCount = 20_000;

    /// <summary>Maximises over tau².</summary>
    /// <param name="regression">The data and design.</param>
    /// <param name="restricted">Restricted (REML) rather than full (ML) likelihood.</param>
    /// <param name="tolerance">Relative change of tau² at which refinement stops.</param>
    /// <param name="maxIterations">Most steps of a refinement.</param>
    public static TauSquaredFit Maximise(WeightedRegression regression, bool restricted, double tolerance, int maxIterations)
    {
        var atZero = regression.At(0);
        var spread = LargestResidual(regression);
        if (spread == 0)
        {
            return new TauSquaredFit(0, null, 1);
        }

        // Beyond twice the squared spread the score is negative unless k − p is tiny; doubling covers that case.
        var upper = 2 * spread * spread;
        var evaluations = 2;
        while (Score(regression.At(upper), restricted) > 0 && double.IsFinite(upper))
        {
            upper *= 4;
            evaluations++;
        }

        var candidates = new List<TauSquaredFit>();
        var previous = (Point: 0.0, Score: Score(atZero, restricted));
        if (previous.Score <= 0)
        {
            candidates.Add(new TauSquaredFit(0, null));
        }

        foreach (var point in Grid(SmallestVariance(regression.Variances), upper, regression.Count))
        {
            var score = Score(regression.At(point), restricted);
            evaluations++;
            if (previous.Score > 0 && score <= 0)
            {
                candidates.Add(Refine(regression, restricted, previous.Point, point, tolerance, maxIterations));
            }

            previous = (point, score);
        }

        var best = candidates[0];
        if (candidates.Count > 1)
        {
            var highest = double.NegativeInfinity;
            foreach (var candidate in candidates)
            {
                var moments = regression.At(candidate.Value);
                var likelihood = restricted ? regression.RestrictedLogLikelihood(moments) : regression.LogLikelihood(moments);
                if (likelihood > highest)
                {
                    (highest, best) = (likelihood, candidate);
                }
            }
        }

        return best with
        {
            Iterations = best.Iterations + evaluations,
            Note = candidates.Count > 1
                ? $"The {(restricted ? "restricted " : string.Empty)}likelihood of tau² has {candidates.Count} maxima; the highest was taken."
                : null,
        };
    }

    private static double Score(in WeightedMoments moments, bool restricted) => restricted ? moments.RestrictedScore : moments.Score;

    /// <summary>Newton's method between a point where the score is positive and one where it is not.</summary>
    private static TauSquaredFit Refine(WeightedRegression regression, bool restricted, double low, double high, double tolerance, int maxIterations)
    {
        var tau2 = low > 0 ? Math.Sqrt(low * high) : 0.5 * high;
        for (var iteration = 1; iteration <= maxIterations; iteration++)
        {
            var moments = regression.At(tau2);
            var score = Score(moments, restricted);
            if (score > 0)
            {
                low = tau2;
            }
            else
            {
                high = tau2;
            }

            var next = tau2 - score / (restricted ? moments.RestrictedCurvature : moments.Curvature);
            if (!(next > low && next < high))
            {
                next = score == 0 ? tau2 : 0.5 * (low + high);
            }

            var step = Math.Abs(next - tau2);
            tau2 = next;
            if (step <= tolerance * tau2 || high - low <= 4e-16 * high)
            {
                return new TauSquaredFit(tau2, null, iteration);
            }
        }

        return new TauSquaredFit(tau2, null, maxIterations, Converged: false);
    }

    /// <summary>Points even in log tau², two a decade (one for very many studies), from well below the smallest variance to <paramref name="upper"/>.</summary>
    private static IEnumerable<double> Grid(double smallest, double upper, int count)
    {
        var decades = Math.Max(1, Math.Log10(upper / (1e-2 * smallest)));
        var points = (int)Math.Clamp(Math.Ceiling((count > LargeCount ? 1 : 2) * decades), 4, 64);
        var ratio = Math.Pow(10, -decades / points);
        for (var i = points - 1; i >= 0; i--)
        {
            yield return upper * Math.Pow(ratio, i);
        }
    }

    private static double SmallestVariance(ReadOnlySpan<double> variances)
    {
        var smallest = double.PositiveInfinity;
        foreach (var v in variances)
        {
            smallest = Math.Min(smallest, v);
        }

        return smallest;
    }

    /// <summary>The largest absolute residual at the last evaluation, twice: an upper bound of the spread that tau² can be asked to explain.</summary>
    private static double LargestResidual(WeightedRegression regression)
    {
        var largest = 0.0;
        for (var i = 0; i < regression.Count; i++)
        {
            largest = Math.Max(largest, Math.Abs(regression.Effects[i] - regression.Fitted(i)));
        }

        return 2 * largest;
    }
}
