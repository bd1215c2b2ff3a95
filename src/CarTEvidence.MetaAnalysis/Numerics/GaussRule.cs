namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>Nodes and weights of a Gaussian quadrature rule, nodes ascending.</summary>
/// <remarks>
/// Nodes are the roots of the orthonormal polynomial of degree n, isolated by the roots of degree n − 1, which they interlace;
/// weights are the Christoffel numbers 1 / Σ pⱼ(x)², so that even the smallest has full relative accuracy.
/// G. H. Golub, J. H. Welsch, Math. Comp. 1969;23:221–230, doi:10.1090/S0025-5718-69-99647-1, gives the recurrences.
/// </remarks>
internal sealed class GaussRule
{
    private GaussRule(int count, double bound, double mass, Func<int, double> offDiagonal)
    {
        var beta = new double[count + 1];
        for (var j = 1; j <= count; j++)
        {
            beta[j] = offDiagonal(j);
        }

        var start = 1 / Math.Sqrt(mass);
        double[] roots = [];
        for (var degree = 1; degree <= count; degree++)
        {
            var next = new double[degree];
            for (var i = 0; i < degree; i++)
            {
                var low = i == 0 ? -bound : roots[i - 1];
                var high = i == degree - 1 ? bound : roots[i];
                var d = degree;
                next[i] = 2 * i + 1 == degree ? 0 : RootFinding.Brent(x => Value(x, d, beta, start), low, high);
            }

            roots = next;
        }

        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            weights[i] = 1 / SumOfSquares(roots[i], count, beta, start);
        }

        Nodes = roots;
        Weights = weights;
    }

    /// <summary>Nodes, ascending.</summary>
    public ReadOnlyMemory<double> Nodes { get; }

    /// <summary>Weights, in the order of the nodes.</summary>
    public ReadOnlyMemory<double> Weights { get; }

    /// <summary>Gauss–Legendre: exact for polynomials of degree 2n − 1 on [−1, 1].</summary>
    public static GaussRule Legendre(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new GaussRule(count, 1, 2, j => j / Math.Sqrt(4.0 * j * j - 1));
    }

    /// <summary>Gauss–Hermite for the standard normal: Σ w f(x) is E f(Z), exact for polynomials of degree 2n − 1; the weights sum to 1.</summary>
    public static GaussRule Hermite(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new GaussRule(count, Math.Sqrt(4.0 * count + 2), 1, j => Math.Sqrt(j));
    }

    /// <summary>∫ f over [<paramref name="a"/>, <paramref name="b"/>] by a Legendre rule.</summary>
    public double Integrate(Func<double, double> f, double a, double b)
    {
        var half = 0.5 * (b - a);
        var middle = 0.5 * (a + b);
        var x = Nodes.Span;
        var w = Weights.Span;
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += w[i] * f(middle + half * x[i]);
        }

        return sum * half;
    }

    private static double Value(double x, int degree, double[] beta, double start)
    {
        var (before, value) = (0.0, start);
        for (var j = 1; j <= degree; j++)
        {
            (before, value) = (value, (x * value - beta[j - 1] * before) / beta[j]);
        }

        return value;
    }

    private static double SumOfSquares(double x, int count, double[] beta, double start)
    {
        var (before, value, sum) = (0.0, start, 0.0);
        for (var j = 1; j <= count; j++)
        {
            sum += value * value;
            (before, value) = (value, (x * value - beta[j - 1] * before) / beta[j]);
        }

        return sum;
    }
}
