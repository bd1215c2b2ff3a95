using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>Moderators.</content>
internal static partial class PoissonNormalModel
{
    /// <summary>Regresses the log rate on moderators; studies whose moderators are not all known are left out with a note.</summary>
    /// <exception cref="ArgumentException">No study has all moderators, a column has the wrong length, or the interval method is not Wald, t or profile likelihood.</exception>
    public static PooledEffect Regress(RateData data, RateOptions options, Moderators moderators)
    {
        var kept = KnownModerators.Of(moderators, data.Count);
        LikelihoodRegression.Check(options);
        var known = data.Select(kept);
        var alone = Fit(known, options with { Interval = IntervalMethod.Wald });
        var result = alone.Events == 0 || known.Count == 1
            ? alone with { Notes = [.. alone.Notes, "Moderators have nothing to explain here and are left aside."] }
            : LikelihoodRegression.Fit(alone, Regression(known, moderators.Design(kept)), options);
        return KnownModerators.Complete(result, kept, Weigh(data, options, _ => 1)) with
        {
            Refit = studies => Regress(data.Select(studies), options, moderators.Select(studies)),
        };
    }

    private static CountRegression Regression(RateData data, DesignMatrix design)
    {
        var likelihood = Likelihood(data);
        var (events, time) = Sums(data);
        var (saturated, k) = (0.0, data.Count);
        var (effects, variances, typical) = (new double[k], new double[k], new double[k]);
        for (var i = 0; i < k; i++)
        {
            double x = data.Events[i];
            saturated += SaddlePoint.LogPoisson(x, x);
            effects[i] = Math.Log(x / data.Time[i]);
            variances[i] = 1 / x;
            typical[i] = 1 / (x > 0 ? x : 0.5);
        }

        return new CountRegression(
            new InterceptRegressionProblem(likelihood.EvaluateOne, design), Math.Log(events / time), saturated, effects, variances, typical);
    }
}
