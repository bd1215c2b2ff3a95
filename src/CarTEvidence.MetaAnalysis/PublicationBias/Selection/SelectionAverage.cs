using System.Runtime.Intrinsics;
using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>log A, the logarithm of the average weight of a study before selection, with its gradient and Hessian in (μ, tau², log δ).</summary>
/// <remarks>
/// With g the logarithm of the integrand, ∇ log A = E ∇g and ∇² log A = E ∇²g + Cov ∇g under the selected distribution. In z = (x − m)/s and a = 1/(s√v) the derivatives of g in
/// (μ, tau²) are a z and a² (z² − 1)/2, so that moments of z to the fourth, and of those with the derivatives of log w, are all there is to integrate. Gauss–Legendre panels where the
/// p-value moves, the same for every study, eight points at a time; outside, where p is 0 or 1 to the last bit, moments of a truncated normal distribution.
/// </remarks>
internal sealed class SelectionAverage
{
    // Beyond nine standard errors from 0 no weight changes in double precision.
    private const double Reach = 9;
    private const double Panel = 0.75;

    // e⁻⁴⁵ is beyond double precision of the sum.
    private const double Negligible = 45;

    private static readonly GaussRule Rule = GaussRule.Legendre(16);

    private readonly SelectionWeight _weight;
    private readonly SelectionPoint[] _node;
    private readonly SelectionPoint[] _outside;
    private readonly int _parameters;

    // Of each node, a multiple of eight: x, the logarithm of its width and of its weight, z, and its share of the integral. Nodes that fill the last eight have no width.
    private readonly double[] _x, _logWidth, _logWeight, _z, _share;

    // The derivatives of log w, and the second ones with the products of the first, of each node; then of both sides outside.
    private readonly double[][] _first, _second;
    private readonly double[] _outsideLogWeight = new double[2];

    public SelectionAverage(SelectionWeight weight)
    {
        _weight = weight;
        _parameters = weight.ParameterCount;
        _outside = [weight.At(-Reach), weight.At(Reach)];
        (_node, var logWidth) = Nodes(weight);
        var lanes = Vector512<double>.Count;
        var length = (_node.Length + lanes - 1) / lanes * lanes;
        (_x, _logWidth, _logWeight, _z, _share) = (new double[length], new double[length], new double[length], new double[length], new double[length]);
        Array.Fill(_logWidth, double.NegativeInfinity);
        logWidth.CopyTo(_logWidth, 0);
        for (var n = 0; n < _node.Length; n++)
        {
            _x[n] = _node[n].X;
        }

        double[][] Columns(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[length + 2])];
        _first = Columns(_parameters);
        _second = Columns(_parameters * (_parameters + 1) / 2);
        Gradient = new double[2 + _parameters];
        Hessian = new double[Gradient.Length * Gradient.Length];
    }

    /// <summary>log A.</summary>
    public double Value { get; private set; }

    /// <summary>Its gradient, length q.</summary>
    public double[] Gradient { get; }

    /// <summary>Its Hessian, q × q.</summary>
    public double[] Hessian { get; }

    /// <summary>Takes the selection parameters of the evaluations to come.</summary>
    public void Weigh(ReadOnlySpan<double> delta)
    {
        Span<double> first = stackalloc double[_parameters];
        Span<double> second = stackalloc double[Hessian.Length];
        for (var n = 0; n < _node.Length; n++)
        {
            _logWeight[n] = _weight.Log(_node[n], delta) + _logWidth[n];
            Tabulate(_node[n], n, delta, first, second);
        }

        Array.Fill(_logWeight, double.NegativeInfinity, _node.Length, _x.Length - _node.Length);
        for (var side = 0; side < 2; side++)
        {
            _outsideLogWeight[side] = _weight.Log(_outside[side], delta);
            Tabulate(_outside[side], _x.Length + side, delta, first, second);
        }
    }

    /// <summary>Integrates over the distribution of one study.</summary>
    public void Integrate(in NormalBefore before)
    {
        var top = FillLogarithms(before);
        Span<OutsideMoments> outside = stackalloc OutsideMoments[2];
        var logScale = NormalDistribution.LogSqrtTwoPi + 0.5 * Math.Log(before.Variance);
        for (var side = 0; side < 2; side++)
        {
            outside[side] = new OutsideMoments(2 * side - 1, before, Reach);
            if (outside[side].Mass > 0)
            {
                top = Math.Max(top, _outsideLogWeight[side] + logScale + Math.Log(outside[side].Mass));
            }
        }

        for (var side = 0; side < 2; side++)
        {
            outside[side].Scale(Math.Exp(_outsideLogWeight[side] + logScale - top));
        }

        Exponentiate(top);
        Differentiate(before, top - logScale, outside);
    }

    // Panels broken where the weight has a jump or a kink.
    private static (SelectionPoint[] Points, double[] LogWidth) Nodes(SelectionWeight weight)
    {
        double[] breaks = [-Reach, .. weight.Breaks.Where(b => Math.Abs(b) < Reach).Order(), Reach];
        var points = new List<SelectionPoint>();
        var logWidth = new List<double>();
        for (var j = 1; j < breaks.Length; j++)
        {
            var panels = Math.Max(1, (int)Math.Ceiling((breaks[j] - breaks[j - 1]) / Panel));
            var width = (breaks[j] - breaks[j - 1]) / panels;
            for (var panel = 0; panel < panels; panel++)
            {
                for (var n = 0; n < Rule.Nodes.Length; n++)
                {
                    points.Add(weight.At(breaks[j - 1] + (width * (panel + ((1 + Rule.Nodes.Span[n]) / 2)))));
                    logWidth.Add(Math.Log(Rule.Weights.Span[n] * width / 2));
                }
            }
        }

        return ([.. points], [.. logWidth]);
    }

    private void Tabulate(in SelectionPoint point, int at, ReadOnlySpan<double> delta, Span<double> first, Span<double> second)
    {
        second.Clear();
        _weight.Derivatives(point, delta, first, second);
        var q = Gradient.Length;
        var pair = 0;
        for (var a = 0; a < _parameters; a++)
        {
            _first[a][at] = first[a];
            for (var b = 0; b <= a; b++)
            {
                _second[pair++][at] = first[a] * first[b] + second[((2 + a) * q) + 2 + b];
            }
        }
    }

    /// <summary>Fills z and the logarithms of the shares, and finds the largest of these.</summary>
    private double FillLogarithms(in NormalBefore before)
    {
        var mean = Vector512.Create(before.Mean);
        var scale = Vector512.Create(1 / Math.Sqrt(before.Variance));
        var largest = Vector512.Create(double.NegativeInfinity);
        for (var n = 0; n < _x.Length; n += Vector512<double>.Count)
        {
            var z = (Vector512.LoadUnsafe(ref _x[n]) - mean) * scale;
            var log = Vector512.LoadUnsafe(ref _logWeight[n]) - 0.5 * z * z;
            largest = Vector512.Max(largest, log);
            z.StoreUnsafe(ref _z[n]);
            log.StoreUnsafe(ref _share[n]);
        }

        var top = double.NegativeInfinity;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            top = Math.Max(top, largest[lane]);
        }

        return top;
    }

    private void Exponentiate(double top)
    {
        for (var n = 0; n < _x.Length; n += Vector512<double>.Count)
        {
            var log = Vector512.LoadUnsafe(ref _share[n]) - Vector512.Create(top);
            var share = Vector512.GreaterThanAny(log, Vector512.Create(-Negligible)) ? Vector512.Exp(log) : Vector512<double>.Zero;
            share.StoreUnsafe(ref _share[n]);
        }
    }

    private void Differentiate(in NormalBefore before, double logTop, ReadOnlySpan<OutsideMoments> outside)
    {
        var (m0, m1, m2, m3, m4) = (outside[0].Mass + outside[1].Mass, outside[0].First + outside[1].First, outside[0].Second + outside[1].Second,
            outside[0].Third + outside[1].Third, outside[0].Fourth + outside[1].Fourth);
        var (v0, v1, v2, v3, v4) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (var n = 0; n < _x.Length; n += Vector512<double>.Count)
        {
            var share = Vector512.LoadUnsafe(ref _share[n]);
            var z = Vector512.LoadUnsafe(ref _z[n]);
            v0 += share;
            share *= z;
            v1 += share;
            share *= z;
            v2 += share;
            share *= z;
            v3 += share;
            v4 += share * z;
        }

        m0 += Vector512.Sum(v0);
        var whole = 1 / m0;
        (m1, m2, m3, m4) = ((m1 + Vector512.Sum(v1)) * whole, (m2 + Vector512.Sum(v2)) * whole, (m3 + Vector512.Sum(v3)) * whole, (m4 + Vector512.Sum(v4)) * whole);
        Value = logTop + Math.Log(m0);

        var q = Gradient.Length;
        var a = 1 / (Math.Sqrt(before.Variance) * before.StandardError);
        Gradient[0] = a * m1;
        Gradient[1] = 0.5 * a * a * (m2 - 1);
        Hessian[0] = a * a * (m2 - 1 - m1 * m1);
        Hessian[1] = Hessian[q] = a * a * a * (0.5 * (m3 - m1 * m2) - m1);
        Hessian[q + 1] = a * a * a * a * (0.25 * (m4 - m2 * m2) + 0.5 - m2);
        var pair = 0;
        for (var j = 0; j < _parameters; j++)
        {
            var (f, fz, fzz) = Products(_first[j], outside);
            f *= whole;
            Gradient[2 + j] = f;
            Hessian[2 + j] = Hessian[(2 + j) * q] = a * (fz * whole - m1 * f);
            Hessian[q + 2 + j] = Hessian[((2 + j) * q) + 1] = 0.5 * a * a * (fzz * whole - m2 * f);
            for (var l = 0; l <= j; l++)
            {
                Hessian[((2 + j) * q) + 2 + l] = Hessian[((2 + l) * q) + 2 + j] = Total(_second[pair++], outside) * whole - f * Gradient[2 + l];
            }
        }
    }

    /// <summary>Integrals of a column, of it times z and of it times z².</summary>
    private (double One, double Z, double ZZ) Products(double[] column, ReadOnlySpan<OutsideMoments> outside)
    {
        var (v0, v1, v2) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (var n = 0; n < _x.Length; n += Vector512<double>.Count)
        {
            var share = Vector512.LoadUnsafe(ref _share[n]) * Vector512.LoadUnsafe(ref column[n]);
            var z = Vector512.LoadUnsafe(ref _z[n]);
            v0 += share;
            share *= z;
            v1 += share;
            v2 += share * z;
        }

        var (low, high) = (column[_x.Length], column[_x.Length + 1]);
        return (
            Vector512.Sum(v0) + low * outside[0].Mass + high * outside[1].Mass,
            Vector512.Sum(v1) + low * outside[0].First + high * outside[1].First,
            Vector512.Sum(v2) + low * outside[0].Second + high * outside[1].Second);
    }

    /// <summary>Integral of a column.</summary>
    private double Total(double[] column, ReadOnlySpan<OutsideMoments> outside)
    {
        var sum = Vector512<double>.Zero;
        for (var n = 0; n < _x.Length; n += Vector512<double>.Count)
        {
            sum += Vector512.LoadUnsafe(ref _share[n]) * Vector512.LoadUnsafe(ref column[n]);
        }

        return Vector512.Sum(sum) + column[_x.Length] * outside[0].Mass + column[_x.Length + 1] * outside[1].Mass;
    }
}
