using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Tests.Numerics;

public class RootFindingTests
{
    // The last bits of the root.
    private const double Rounding = 1e-14;

    [Fact]
    public void Brent_Cosine_FindsHalfPiInFewEvaluations()
    {
        var evaluations = 0;
        var root = RootFinding.Brent(x => { evaluations++; return Math.Cos(x); }, 0, 3);
        Assert.Equal(Math.PI / 2, root, Rounding);
        Assert.InRange(evaluations, 3, 15);
    }

    [Theory]
    [InlineData(-1e3, 1e3)]
    [InlineData(0, 50)]
    [InlineData(50, 0)]
    public void Brent_FlatThenSteep_StillFindsTheRoot(double a, double b)
    {
        Assert.Equal(Math.Log(2), RootFinding.Brent(x => Math.Tanh(Math.Exp(Math.Min(x, 700)) - 2), a, b), Rounding);
    }

    [Fact]
    public void Brent_RootAtAnEnd_IsReturned()
    {
        Assert.Equal(2, RootFinding.Brent(x => x - 2, 2, 5));
        Assert.Equal(5, RootFinding.Brent(x => x - 5, 2, 5));
    }

    [Fact]
    public void Brent_NoChangeOfSign_IsRefusedWithTheValues()
    {
        var refused = Assert.Throws<ArgumentException>(() => RootFinding.Brent(x => x * x + 1, -1, 2));
        Assert.Contains("f(-1) = 2, f(2) = 5", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bracket_RootAhead_IsEnclosed()
    {
        var (from, to) = RootFinding.Bracket(x => x - 10.5, 0, 1, 1e6)!.Value;
        Assert.InRange(10.5, from, to);
        (from, to) = RootFinding.Bracket(x => x + 10.5, 0, -1, -1e6)!.Value;
        Assert.InRange(-10.5, to, from);
    }

    [Fact]
    public void Bracket_NoRootUpToTheLimit_IsNull()
    {
        Assert.Null(RootFinding.Bracket(x => x - 10.5, 0, 1, 10));
    }
}
