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
    /// if none is, the one with the best coverage. The answer holds for the fitted mean and tau², not for every truth the data leave possible.
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
    /// <exception cref="ArgumentOutOfRangeException">The level is not strictly between 0 and 1.</exception>
    /// <remarks>The rule is that of <see cref="Run"/>.</remarks>
    public static MethodAuditResult Recommend(SimulationResult simulation, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        CheckLevel(level);
        MethodPerformance[] keeping = [.. simulation.Methods.Where(method => method.Coverage + (2 * method.CoverageStandardError) >= level - Tolerance)];
        MethodPerformance recommended = keeping.Length > 0 ? keeping.MinBy(method => method.MeanWidth)! : simulation.Methods.MaxBy(method => method.Coverage)!;
        string reason = keeping.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{keeping.Length} of {simulation.Methods.Count} methods keep {level:0.##%} coverage on such data; of these, this one has the shortest intervals (average width {recommended.MeanWidth:F3}, coverage {recommended.Coverage:0.0%}).")
            : string.Create(CultureInfo.InvariantCulture, $"No method keeps {level:0.##%} coverage on such data; this one comes nearest ({recommended.Coverage:0.0%}).");
        return new MethodAuditResult(simulation, level, recommended, reason);
    }

    private static void CheckLevel(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies strictly between 0 and 1.");
        }
    }
}
