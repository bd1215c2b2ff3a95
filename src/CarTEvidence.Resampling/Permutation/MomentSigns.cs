namespace CarTEvidence.Resampling;

/// <summary>The z statistic under the common effect, or with tau² by moments, a batch at a time.</summary>
internal sealed unsafe class MomentSigns(KernelPath path, double[] effects, double[] variances, bool random) : ISignStatistics
{
    public void Run(double* signs, int count, double* statistics) => SignKernels.Run(path, effects, variances, random, signs, statistics);
}
