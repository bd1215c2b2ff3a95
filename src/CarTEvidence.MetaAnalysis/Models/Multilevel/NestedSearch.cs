namespace CarTEvidence.MetaAnalysis;

/// <summary>Maximises a <see cref="NestedLikelihood"/> by average-information Newton steps that stay within sigma² ≥ 0.</summary>
/// <remarks>Average information: Gilmour, Thompson and Cullis, Biometrics 1995;51:1440-1450. Steps are halved until the likelihood rises.</remarks>
internal sealed class NestedSearch(NestedLikelihood likelihood, double typicalVariance, double spread, bool restricted, int maxIterations)
{
    // A step this small against the variances themselves no longer moves a printed digit.
    private const double StepTolerance = 1e-13;

    // Where a whole step promises less than this, the likelihood's rounding hides which point is better, and the score alone decides.
    private const double BlindGain = 1e-7;

    private const int MaxHalvings = 60;

    /// <summary>The maximum over the variances that are not fixed.</summary>
    public (NestedPoint Point, bool Converged, int Iterations) Maximise(double? fixedOuter = null, double? fixedInner = null)
    {
        if (fixedOuter is { } o && fixedInner is { } i)
        {
            return (likelihood.At(o, i, restricted), true, 0);
        }

        var scale = Math.Max(spread, typicalVariance);
        if (fixedOuter is not null || fixedInner is not null)
        {
            return Climb(fixedOuter ?? (scale / 2), fixedInner ?? (scale / 2), fixedOuter is null, fixedInner is null);
        }

        // The surface can have a maximum with either variance at zero: start from each side of the ridge, and from the middle.
        (NestedPoint Point, bool Converged, int Iterations)? best = null;
        var total = 0;
        foreach (var share in new[] { 0.5, 0.95, 0.05 })
        {
            var found = Climb(share * scale, (1 - share) * scale, freeOuter: true, freeInner: true);
            total += found.Iterations;
            if (best is null || found.Point.LogLikelihood > best.Value.Point.LogLikelihood)
            {
                best = found;
            }
        }

        return (best!.Value.Point, best.Value.Converged, total);
    }

    /// <summary>Profile-likelihood interval of the outer variance, the inner one maximised (or fixed) at each trial value.</summary>
    public Interval ProfileOuter(NestedPoint maximum, double? fixedInner, double level)
    {
        // Neighbouring points of the profile have neighbouring maxima: each search sets out from the last one's.
        var inner = Math.Max(maximum.Sigma2Inner, typicalVariance / 100);
        return Profile(maximum.Sigma2Outer, maximum, maximum.InformationInner, level, s =>
        {
            var point = fixedInner is { } f ? likelihood.At(s, f, restricted) : Climb(s, inner, freeOuter: false, freeInner: true).Point;
            inner = Math.Max(point.Sigma2Inner, typicalVariance / 100);
            return point.LogLikelihood;
        });
    }

    /// <summary>Profile-likelihood interval of the inner variance.</summary>
    public Interval ProfileInner(NestedPoint maximum, double? fixedOuter, double level)
    {
        var outer = Math.Max(maximum.Sigma2Outer, typicalVariance / 100);
        return Profile(maximum.Sigma2Inner, maximum, maximum.InformationOuter, level, s =>
        {
            var point = fixedOuter is { } f ? likelihood.At(f, s, restricted) : Climb(outer, s, freeOuter: true, freeInner: false).Point;
            outer = Math.Max(point.Sigma2Outer, typicalVariance / 100);
            return point.LogLikelihood;
        });
    }

    // The inverse of a 2 × 2 information has the other's element over the determinant on its diagonal.
    private Interval Profile(double estimate, NestedPoint maximum, double otherInformation, double level, Func<double, double> logLikelihood)
    {
        var determinant = (maximum.InformationOuter * maximum.InformationInner) - (maximum.InformationCross * maximum.InformationCross);
        double? standardError = determinant > 0 && otherInformation > 0 ? Math.Sqrt(otherInformation / determinant) : null;
        return ProfileLikelihood.OfVariance(estimate, maximum.LogLikelihood, level, typicalVariance, logLikelihood, standardError);
    }

    private (NestedPoint Point, bool Converged, int Iterations) Climb(double startOuter, double startInner, bool freeOuter, bool freeInner)
    {
        var point = likelihood.At(startOuter, startInner, restricted);
        for (var iteration = 1; iteration <= maxIterations; iteration++)
        {
            var (stepOuter, stepInner) = Step(point, freeOuter, freeInner);
            var scale = point.Sigma2Outer + point.Sigma2Inner + typicalVariance;
            var gain = (stepOuter * point.ScoreOuter) + (stepInner * point.ScoreInner);
            var advanced = false;
            for (var halving = 0; halving < MaxHalvings; halving++)
            {
                var outer = Math.Max(0, point.Sigma2Outer + stepOuter);
                var inner = Math.Max(0, point.Sigma2Inner + stepInner);
                var move = Math.Abs(outer - point.Sigma2Outer) + Math.Abs(inner - point.Sigma2Inner);
                if (move <= StepTolerance * scale)
                {
                    return (point, true, iteration);
                }

                var next = likelihood.At(outer, inner, restricted);
                if (next.LogLikelihood > point.LogLikelihood || gain < BlindGain)
                {
                    point = next;
                    advanced = true;
                    break;
                }

                stepOuter /= 2;
                stepInner /= 2;
            }

            // No step along the gradient raises the likelihood any more: the maximum, to its last bits.
            if (!advanced)
            {
                return (point, true, iteration);
            }
        }

        return (point, false, maxIterations);
    }

    // A variance at zero whose score points below zero stays there.
    private static (double Outer, double Inner) Step(NestedPoint point, bool freeOuter, bool freeInner)
    {
        var moveOuter = freeOuter && (point.Sigma2Outer > 0 || point.ScoreOuter > 0);
        var moveInner = freeInner && (point.Sigma2Inner > 0 || point.ScoreInner > 0);
        if (moveOuter && moveInner)
        {
            var determinant = (point.InformationOuter * point.InformationInner) - (point.InformationCross * point.InformationCross);
            if (determinant > 1e-12 * point.InformationOuter * point.InformationInner)
            {
                var outer = ((point.InformationInner * point.ScoreOuter) - (point.InformationCross * point.ScoreInner)) / determinant;
                var inner = ((point.InformationOuter * point.ScoreInner) - (point.InformationCross * point.ScoreOuter)) / determinant;

                // Where the Newton step leaves the quadrant along one axis, that variance goes to zero by itself and the other takes its own best step.
                if (point.Sigma2Outer + outer < 0 && point.Sigma2Outer == 0)
                {
                    return (0, Single(point.ScoreInner, point.InformationInner));
                }

                if (point.Sigma2Inner + inner < 0 && point.Sigma2Inner == 0)
                {
                    return (Single(point.ScoreOuter, point.InformationOuter), 0);
                }

                return (outer, inner);
            }
        }

        return (moveOuter ? Single(point.ScoreOuter, point.InformationOuter) : 0, moveInner ? Single(point.ScoreInner, point.InformationInner) : 0);
    }

    private static double Single(double score, double information) => information > 0 ? score / information : score;
}
