using System.Numerics;

namespace CarTEvidence.Resampling.Tests.Intervals;

public sealed class ExactSumTests
{
    private static double Sum(IEnumerable<double> values)
    {
        var sum = new ExactSum();
        foreach (double value in values)
        {
            sum.Add(value);
        }

        return sum.Value;
    }

    [Theory]
    [InlineData(new double[] { }, 0)]
    [InlineData(new double[] { 1e300, 1, -1e300 }, 1)]
    [InlineData(new double[] { 5e-324, 5e-324 }, 1e-323)]
    [InlineData(new double[] { double.MaxValue, double.MaxValue, -double.MaxValue }, double.MaxValue)]
    [InlineData(new double[] { 0.1, 0.2, -0.3 }, 2.7755575615628914e-17)]
    [InlineData(new double[] { -1e-300, 1, -1, 1e-300 }, 0)]
    [InlineData(new double[] { -4, 1.5 }, -2.5)]
    public void Value_CancellingAndTinyNumbers_LosesNothing(double[] values, double expected) => Assert.Equal(expected, Sum(values));

    [Fact]
    public void Value_AnyOrderAndAnySplit_HasTheSameBits()
    {
        var draws = new RandomDraws(4, 1);
        double[] values = [.. Enumerable.Range(0, 5000).Select(_ => draws.NextNormal() * Math.Pow(10, draws.NextIndex(40) - 20))];
        double whole = Sum(values);
        Assert.Equal(whole, Sum(values.Reverse()));
        ExactSum first = new(), second = new();
        for (int i = 0; i < values.Length; i++)
        {
            (i % 3 == 0 ? first : second).Add(values[i]);
        }

        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            second.Write(writer);
        }

        file.Position = 0;
        first.Add(ExactSum.Read(new BinaryReader(file)));
        Assert.Equal(whole, first.Value);

        // The same with whole numbers of units of 2^-200, which all of these values are.
        BigInteger units = BigInteger.Zero;
        foreach (double value in values)
        {
            units += new BigInteger(Math.ScaleB(value, 200));
        }

        Assert.Equal(Math.ScaleB((double)(units >> 100), -100), whole, 1e-15 * Math.Abs(whole));
    }

    [Fact]
    public void Value_NotFinite_IsNotANumber() => Assert.Equal(double.NaN, Sum([1, double.PositiveInfinity, 2]));
}
