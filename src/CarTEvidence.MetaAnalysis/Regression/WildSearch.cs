namespace CarTEvidence.MetaAnalysis;

/// <summary>The way on which an end of an interval is looked for: doubled steps from the estimate until one is rejected, then bisection.</summary>
/// <remarks>A test's p-value is 1 at the estimate and falls in steps; of several passages between a kept and a rejected value, the way leads to one.</remarks>
internal static class WildSearch
{
    // Steps are doubled, so that this many reach a million standard errors; beyond, there is no bound.
    private const int MostSteps = 20;

    // In standard errors, and as a share of the distance; the Monte Carlo error of a limit is some ten times as much at 1,999 replicates.
    private const double Resolution = 5e-3, Share = 1.0 / 1024;

    /// <summary>The rejected side of where the test begins to reject, in standard errors; <c>null</c> where it never does.</summary>
    public static double? Find(Func<double, bool> isRejected)
    {
        var (kept, rejected) = (0.0, 2.0);
        for (var step = 0; !isRejected(rejected); step++, rejected *= 2)
        {
            if (step == MostSteps)
            {
                return null;
            }

            kept = rejected;
        }

        while (!IsClose(kept, rejected))
        {
            var middle = 0.5 * (kept + rejected);
            (kept, rejected) = isRejected(middle) ? (kept, middle) : (middle, rejected);
        }

        return rejected;
    }

    /// <summary>Looks wherever <see cref="Find"/> may look.</summary>
    /// <param name="isRejected">Looks at a distance, and says whether it is rejected; <c>null</c> where that is not known, and both ways are gone.</param>
    public static void Explore(Func<double, bool?> isRejected)
    {
        var (kept, rejected) = (0.0, 2.0);
        for (var step = 0; step <= MostSteps; step++)
        {
            var verdict = isRejected(rejected);
            if (verdict != false)
            {
                Between(kept, rejected);
            }

            if (verdict == true)
            {
                return;
            }

            (kept, rejected) = (rejected, rejected * 2);
        }

        void Between(double near, double far)
        {
            if (IsClose(near, far))
            {
                return;
            }

            var middle = 0.5 * (near + far);
            var verdict = isRejected(middle);
            if (verdict != true)
            {
                Between(middle, far);
            }

            if (verdict != false)
            {
                Between(near, middle);
            }
        }
    }

    private static bool IsClose(double kept, double rejected) => rejected - kept <= Math.Max(Resolution, Share * rejected);
}
