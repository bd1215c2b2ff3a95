namespace CarTEvidence.Resampling;

/// <summary>Judges methods on simulated trials, of single arms or of two.</summary>
public static class Simulation
{
    /// <summary>Simulates data sets, gives each to all methods, and adds up how they did.</summary>
    /// <param name="design">How the data look.</param>
    /// <param name="methods">The methods, at least one.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Looked at before every data set.</param>
    /// <exception cref="ArgumentException">There is no method.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>
    /// Reported as Morris, White and Crowther (2019) ask, doi:10.1002/sim.8086: bias, root mean squared error, coverage and width, each with its Monte Carlo error.
    /// </remarks>
    public static SimulationResult Run(
        SimulationDesign design, IReadOnlyList<SimulationMethod> methods, SimulationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(design);
        RequireMethods(methods);
        options ??= SimulationOptions.Default;
        SimulationTallies tallies = SimulationTallies.Run(
            [.. methods.Select(method => (method.Name, method.Target))],
            [.. methods.Select(method => design.TrueProportion(method.Target))],
            () => new SingleArmTrials(design, methods, options.Seed),
            options,
            progress,
            cancellation);
        return new SimulationResult(design, options, tallies);
    }

    /// <summary>The same for trials of two arms.</summary>
    /// <param name="design">How the data look.</param>
    /// <param name="methods">The methods, at least one.</param>
    /// <param name="options">Choices; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Looked at before every data set.</param>
    /// <exception cref="ArgumentException">There is no method.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>Bias, root mean squared error and width are on the scale of the design's effect; the target is its mean.</remarks>
    public static TwoArmSimulationResult Run(
        TwoArmDesign design, IReadOnlyList<TwoArmMethod> methods, SimulationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(design);
        RequireMethods(methods);
        options ??= SimulationOptions.Default;
        SimulationTallies tallies = SimulationTallies.Run(
            [.. methods.Select(method => (method.Name, SimulationTarget.Effect))],
            [.. methods.Select(_ => design.Effect)],
            () => new TwoArmTrials(design, methods, options.Seed),
            options,
            progress,
            cancellation);
        return new TwoArmSimulationResult(design, options, tallies);
    }

    private static void RequireMethods<T>(IReadOnlyList<T> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        if (methods.Count == 0)
        {
            throw new ArgumentException("There is no method to judge.", nameof(methods));
        }
    }
}
