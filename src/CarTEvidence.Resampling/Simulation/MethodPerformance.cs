namespace CarTEvidence.Resampling;

/// <summary>How a method did over all data sets of a simulation. Each measure has its Monte Carlo standard error beside it.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="Target">What its interval is meant to cover.</param>
/// <param name="DataSets">Data sets simulated.</param>
/// <param name="NotConverged">Data sets for which the method found no answer, or none that is a number; they count as not covered, and in no average.</param>
/// <param name="AtBoundary">Data sets in which every patient, or none, has the event; of two arms, in one of them.</param>
/// <param name="Coverage">Share of data sets whose interval holds the target.</param>
/// <param name="CoverageStandardError">Its standard error.</param>
/// <param name="MissesAbove">Share of data sets whose interval lies above the target.</param>
/// <param name="MissesBelow">Share of data sets whose interval lies below the target.</param>
/// <param name="MeanWidth">Average width of the interval: a proportion, or on the scale of the effect of two arms.</param>
/// <param name="MeanWidthStandardError">Its standard error; like the width infinite where an interval has no bound.</param>
/// <param name="Bias">Average of estimate less target, on the same scale.</param>
/// <param name="BiasStandardError">Its standard error.</param>
/// <param name="RootMeanSquaredError">Root of the average squared error of the estimate.</param>
/// <param name="RootMeanSquaredErrorStandardError">Its standard error, by the delta method.</param>
public sealed record MethodPerformance(
    string Method,
    SimulationTarget Target,
    long DataSets,
    long NotConverged,
    long AtBoundary,
    double Coverage,
    double CoverageStandardError,
    double MissesAbove,
    double MissesBelow,
    double MeanWidth,
    double MeanWidthStandardError,
    double Bias,
    double BiasStandardError,
    double RootMeanSquaredError,
    double RootMeanSquaredErrorStandardError);
