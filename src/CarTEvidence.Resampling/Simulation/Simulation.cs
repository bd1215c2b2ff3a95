namespace CarTEvidence.Resampling;

/// <summary>Judges methods on simulated single-arm trials.</summary>
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
        ArgumentNullException.ThrowIfNull(methods);
        if (methods.Count == 0)
        {
            throw new ArgumentException("There is no method to judge.", nameof(methods));
        }

        options ??= SimulationOptions.Default;
        var blocks = new SortedDictionary<long, SimulationTally[]>();
        BlockRunner.Run(options.Part(), options.Threads, () => new SimulationWorker(design, methods, options.Seed, blocks, cancellation), progress, cancellation, SimulationWorker.BlockSize);
        return new SimulationResult(design, options, [.. methods.Select(method => (method.Name, method.Target))], blocks);
    }
}
