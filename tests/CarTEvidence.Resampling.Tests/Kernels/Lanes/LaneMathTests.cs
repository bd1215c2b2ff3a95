namespace CarTEvidence.Resampling.Tests.Kernels.Lanes;

public sealed unsafe class LaneMathTests
{
    // The functions promise two units in the last place; the C library that they are compared with has one of its own.
    private const double Relative = 7e-16;

    public static TheoryData<double> Exponents => [0, -0.0, 1, -1, 0.34657, -0.34658, 12.3, -39.9, 300.25, -707.9, 699.5, 1e-300, -1e-17];

    [Theory]
    [MemberData(nameof(Exponents))]
    public void Exp_AnyArgument_IsWithinTwoUnits(double x)
    {
        double found = Alone(LaneMath.Exp(Lanes1.All(x)));
        Assert.Equal(Math.Exp(x), found, Relative * Math.Exp(x));
    }

    [Theory]
    [InlineData(-708.1)]
    [InlineData(-1e9)]
    [InlineData(double.NegativeInfinity)]
    public void Exp_FarBelow_IsZero(double x) => Assert.Equal(0, Alone(LaneMath.Exp(Lanes1.All(x))));

    [Theory]
    [InlineData(1)]
    [InlineData(0.70710678118)]
    [InlineData(0.70710678119)]
    [InlineData(1.41421356237)]
    [InlineData(1.99999)]
    [InlineData(1e-300)]
    [InlineData(7.25e250)]
    [InlineData(1.0000001)]
    public void Log_AnyArgument_IsWithinTwoUnits(double x) =>
        Assert.Equal(Math.Log(x), Alone(LaneMath.Log(Lanes1.All(x))), Relative * Math.Max(1e-1, Math.Abs(Math.Log(x))));

    [Fact]
    public void ExpAndLog_EveryWidth_GiveTheSameBits()
    {
        var random = new System.Random(3);
        double* x = stackalloc double[8], expected = stackalloc double[8], found = stackalloc double[8];
        for (int repeat = 0; repeat < 2000; repeat++)
        {
            for (int lane = 0; lane < 8; lane++)
            {
                x[lane] = (1400 * random.NextDouble()) - 710;
            }

            Each<Lanes1>(x, expected);
            foreach (KernelPath path in Dispatcher.Available)
            {
                switch (path)
                {
                    case KernelPath.Vector512:
                        Each<Lanes8>(x, found);
                        break;
                    case KernelPath.Vector256:
                        Each<Lanes4>(x, found);
                        break;
                }

                if (path != KernelPath.Scalar)
                {
                    Assert.Equal(new Span<double>(expected, 8).ToArray(), new Span<double>(found, 8).ToArray());
                }
            }
        }
    }

    private static void Each<T>(double* x, double* to)
        where T : unmanaged, ILanes<T>
    {
        for (int lane = 0; lane < 8; lane += T.Width)
        {
            T e = LaneMath.Exp(T.Load(x + lane));
            T.Store(to + lane, e + LaneMath.Log(e + T.All(1e-290)));
        }
    }

    private static double Alone(Lanes1 value)
    {
        double number;
        Lanes1.Store(&number, value);
        return number;
    }
}
