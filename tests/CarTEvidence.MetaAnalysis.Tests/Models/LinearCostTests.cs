namespace CarTEvidence.MetaAnalysis.Tests.Models;

public sealed class LinearCostTests
{
    private const int Studies = 1_000_000;

    /// <summary>A k × k matrix of a million studies would be eight terabytes; columns of length k are tens of megabytes.</summary>
    private const long MostBytes = 200L * 1024 * 1024;

    [Fact]
    public void Proportions_MillionStudies_NeedMemoryLinearInTheirNumber()
    {
        var data = new ProportionData(
            Enumerable.Repeat("study", Studies), Enumerable.Range(0, Studies).Select(i => (long)(i % 11)), Enumerable.Range(0, Studies).Select(i => 10L + i % 7));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var effect = Pooling.Proportions(data, new ProportionOptions { Model = ProportionModel.Random });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.True(effect.Converged);
        Assert.Equal(Studies, effect.StudyCount);
        Assert.InRange(effect.Studies[1].Weight!.Value * Studies, 10, 1000);
    }
}
