using CarTEvidence.Plots.Orchard;

namespace CarTEvidence.Plots.Tests.Orchard;

public class SwarmTests
{
    [Fact]
    public void Offsets_CirclesApart_StayInTheMiddle() => Assert.Equal([0, 0, 0], Swarm.Offsets([(0, 4), (10, 4), (20, 4)], 30));

    [Fact]
    public void Offsets_CirclesOnOnePlace_DoNotTouchWhereThereIsRoom()
    {
        var offsets = Swarm.Offsets([.. Enumerable.Repeat((5.0, 3.0), 5)], 30);
        Assert.All(offsets, offset => Assert.InRange(offset, -27, 27));
        var sorted = offsets.Order().ToList();
        Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 6));
    }

    [Fact]
    public void Offsets_MoreCirclesThanRoom_StayInTheRow() => Assert.All(Swarm.Offsets([.. Enumerable.Repeat((5.0, 3.0), 50)], 10), offset => Assert.InRange(offset, -7, 7));
}
