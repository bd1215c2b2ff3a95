namespace CarTEvidence.Resampling;

/// <summary>Statistics by a fit of the caller's, one change of signs after the other.</summary>
internal sealed unsafe class FittedSigns(int studies, SignedFit fit) : ISignStatistics
{
    private readonly double[] _signs = new double[studies];

    public void Run(double* signs, int count, double* statistics)
    {
        for (int lane = 0; lane < count; lane++)
        {
            for (int i = 0; i < _signs.Length; i++)
            {
                _signs[i] = signs[(i * Batch.Size) + lane];
            }

            statistics[lane] = fit(_signs);
        }
    }
}
