using System.Globalization;

namespace CarTEvidence.Resampling;

/// <summary>Which interval keeps its promise for data that look like these.</summary>
public static class MethodAudit
{
    // A method keeps its promise if its coverage is not below the nominal level by more than this, the Monte Carlo error apart.
    private const double Tolerance = 0.01;

    /// <summary>Simulates data like those at hand and recommends a method.</summary>
    /// <param name="totals">Patients of each study, length k ≥ 2.</param>
    /// <param name="mean">Mean logit of the model fitted to the data.</param>
    /// <param name="tauSquared">Its variance of the logits between studies.</param>
    /// <param name="methods">The methods to choose from, at least one, all of the same nominal level.</param>
    /// <param name="level">That level. Default: 0.95.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults (10,000 data sets).</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Looked at before every data set.</param>
    /// <exception cref="ArgumentException">Too few studies, a number outside its range, or no method.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// Of the methods whose coverage is at least level − 0.01 (two Monte Carlo standard errors allowed for), the one with the shortest intervals is recommended;
    /// if none is, the one with the best coverage. The typical study and the average over studies are different questions, and each has its recommendation. The answer holds for the fitted mean and tau², not for every truth the data leave possible.
    /// </remarks>
    public static MethodAuditResult Run(
        IReadOnlyList<int> totals, double mean, double tauSquared, IReadOnlyList<SimulationMethod> methods, double level = 0.95,
        SimulationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        CheckLevel(level);
        return Recommend(Simulation.Run(new SimulationDesign(totals, mean, tauSquared), methods, options, progress, cancellation), level);
    }

    /// <summary>Recommends a method from a simulation of data like those at hand that is already there, for example one merged from parts.</summary>
    /// <param name="simulation">The whole simulation; all methods are of the same nominal level.</param>
    /// <param name="level">That level. Default: 0.95.</param>
    /// <exception cref="ArgumentException">The simulation is a part without data sets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not strictly between 0 and 1.</exception>
    /// <remarks>The rule is that of <see cref="Run"/>.</remarks>
    public static MethodAuditResult Recommend(SimulationResult simulation, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        CheckLevel(level);
        if (simulation.Methods[0].DataSets == 0)
        {
            throw new ArgumentException("The simulation is a part without data sets; a recommendation is made of all its parts.", nameof(simulation));
        }

        (MethodPerformance Method, string Reason)[] recommended =
        [
            .. simulation.Methods.GroupBy(method => method.Target).OrderBy(target => target.Key).Select(target => Recommend([.. target], level)),
        ];
        return new MethodAuditResult(simulation, level, recommended[0].Method, string.Join(' ', recommended.Select(r => r.Reason).Append(Failures(simulation.Methods, level)).Where(text => text.Length > 0)))
        {
            RecommendedForAverage = Array.Find(recommended, r => r.Method.Target == SimulationTarget.Average).Method,
        };
    }

    /// <summary>The choice among methods that mean to cover the same thing: widths of intervals of different things do not compare.</summary>
    private static (MethodPerformance Method, string Reason) Recommend(MethodPerformance[] methods, double level)
    {
        MethodPerformance[] keeping = [.. methods.Where(method => Keeps(method, level))];
        string what = methods[0].Target == SimulationTarget.Average ? "Average over studies" : "Typical study";
        if (keeping.Length == 0)
        {
            MethodPerformance nearest = methods.MaxBy(method => method.Coverage)!;
            return (nearest, string.Create(CultureInfo.InvariantCulture, $"{what}: no method keeps {level:0.##%} coverage on such data; {nearest.Method} comes nearest ({nearest.Coverage:0.0%})."));
        }

        MethodPerformance shortest = keeping.MinBy(method => method.MeanWidth)!;
        return (shortest, string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {keeping.Length} of {methods.Length} methods keep {level:0.##%} coverage on such data, to within a point; of these, {shortest.Method} has the shortest intervals (average width {shortest.MeanWidth:F3}, coverage {shortest.Coverage:0.0%})."));
    }

    private static bool Keeps(MethodPerformance method, double level) => method.Coverage + (2 * method.CoverageStandardError) >= level - Tolerance;

    /// <summary>What goes wrong with the others, in a sentence about the worst.</summary>
    private static string Failures(IReadOnlyList<MethodPerformance> methods, double level)
    {
        MethodPerformance[] failing = [.. methods.Where(method => !Keeps(method, level))];
        if (failing.Length == 0)
        {
            return string.Empty;
        }

        MethodPerformance worst = failing.MinBy(method => method.Coverage)!;
        string cause = Math.Abs(worst.Bias) > worst.MeanWidth / 4
            ? string.Create(CultureInfo.InvariantCulture, $"its estimates are off by {worst.Bias:+0.000;-0.000} on average")
            : string.Create(CultureInfo.InvariantCulture, $"its intervals are too short (average width {worst.MeanWidth:F3})");
        return string.Create(CultureInfo.InvariantCulture, $"Worst of the {failing.Length} that fall short is {worst.Method}, which covers {worst.Coverage:0.0%}: {cause}.");
    }

    private static void CheckLevel(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies strictly between 0 and 1.");
        }
    }
}
