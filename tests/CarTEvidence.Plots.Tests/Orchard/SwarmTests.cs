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

    [Fact]
    public void Offsets_CirclesThatJustFill_AllFindRoom()
    {
        // Seven circles of radius 3 in a row 42 high: every gap must be used.
        (double, double)[] circles = [.. Enumerable.Repeat((5.0, 3.0), 7)];

        Assert.True(Swarm.Fits(circles, 21));
        Assert.Equal([-18, -12, -6, 0, 6, 12, 18], Swarm.Offsets(circles, 21).Order().Select(offset => Math.Round(offset, 9)));
        Assert.False(Swarm.Fits([.. circles, (5.0, 3.0)], 21));
    }
}
