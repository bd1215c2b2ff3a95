namespace CarTEvidence.Resampling;

/// <summary>The studies of a batch of data sets, one data set to a lane: drawn from one table with multiplicities, or with numbers of their own.</summary>
internal unsafe interface IBatchStudies
{
    /// <summary>Number of rows; a study that a lane does not have has multiplicity 0 there.</summary>
    int Count { get; }

    /// <summary>What was taken off every effect.</summary>
    double Centre { get; }

    /// <summary>Studies of each lane, with their multiplicities.</summary>
    double* Drawn { get; }

    /// <summary>How often the lanes from <paramref name="lane"/> on have a study.</summary>
    T Multiplicity<T>(int study, int lane)
        where T : unmanaged, ILanes<T>;

    /// <summary>Sampling variances of a study.</summary>
    T Variance<T>(int study, int lane)
        where T : unmanaged, ILanes<T>;

    /// <summary>Effects of a study, less the centre.</summary>
    T Effect<T>(int study, int lane)
        where T : unmanaged, ILanes<T>;

    /// <summary>Replaces the estimate of a lane by the global maximum of its likelihood.</summary>
    void Settle<TLikelihood>(KernelPath path, int lane, ref double tauSquared)
        where TLikelihood : struct, ILikelihood;
}
