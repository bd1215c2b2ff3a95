namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>Panels of Gauss–Legendre points over an interval: what is known at the points is integrated up to any end.</summary>
/// <remarks>Within a panel the integrand is the polynomial through its eight values, so a partial panel is as accurate as a whole one.</remarks>
internal sealed class PanelGrid
{
    /// <summary>Points a panel.</summary>
    public const int Order = 8;

    private static readonly GaussRule Rule = GaussRule.Legendre(Order);
    private static readonly double[] ToLegendre = LegendreCoefficients();

    private readonly double _low;
    private readonly double _panel;

    /// <summary>Covers an interval with equal panels.</summary>
    public PanelGrid(double low, double high, int panels)
    {
        _low = low;
        _panel = (high - low) / panels;
        Points = new double[panels * Order];
        Weights = new double[panels * Order];
        for (var i = 0; i < Points.Length; i++)
        {
            Points[i] = low + _panel * (i / Order + 0.5 * (1 + Rule.Nodes.Span[i % Order]));
            Weights[i] = 0.5 * _panel * Rule.Weights.Span[i % Order];
        }
    }

    /// <summary>Where the interval begins.</summary>
    public double Low => _low;

    /// <summary>Where it ends.</summary>
    public double High => _low + _panel * (Points.Length / Order);

    /// <summary>The points, ascending.</summary>
    public double[] Points { get; }

    /// <summary>Their weights for the whole interval.</summary>
    public double[] Weights { get; }

    /// <summary>The integral from the lower end up to <paramref name="end"/> of a function known at the points.</summary>
    public double UpTo(double end, ReadOnlySpan<double> values)
    {
        var whole = WholePanels(end);
        return Sum(values[..(whole * Order)]) + Part(end, values);
    }

    /// <summary>The same, its integrals up to each panel being known.</summary>
    /// <param name="end">Upper end.</param>
    /// <param name="values">Values at the points.</param>
    /// <param name="before">What <see cref="BeforePanels"/> has for them.</param>
    public double UpTo(double end, ReadOnlySpan<double> values, ReadOnlySpan<double> before)
    {
        var whole = WholePanels(end);
        return before[whole] + Part(end, values);
    }

    /// <summary>The integral up to the lower end of each panel, and, last, the whole.</summary>
    public double[] BeforePanels(ReadOnlySpan<double> values)
    {
        var result = new double[Points.Length / Order + 1];
        for (var i = 0; i < values.Length; i++)
        {
            result[i / Order + 1] += Weights[i] * values[i];
        }

        for (var panel = 1; panel < result.Length; panel++)
        {
            result[panel] += result[panel - 1];
        }

        return result;
    }

    /// <summary>How many panels lie below an end whole, and the weights of the next one's values in the integral up to it; all 0 outside of the interval.</summary>
    /// <param name="end">Upper end.</param>
    /// <param name="weights">Receives <see cref="Order"/> weights.</param>
    public int PartWeights(double end, Span<double> weights)
    {
        weights.Clear();
        var whole = WholePanels(end);
        var position = (end - _low) / _panel;
        if (position <= 0 || whole == Points.Length / Order)
        {
            return whole;
        }

        // ∫ from −1 to x of the Legendre polynomial of degree m is (P(m+1) − P(m−1)) / (2m + 1), and x + 1 for m = 0.
        var x = 2 * (position - whole) - 1;
        Span<double> legendre = stackalloc double[Order + 1];
        (legendre[0], legendre[1]) = (1, x);
        for (var m = 1; m < Order; m++)
        {
            legendre[m + 1] = ((2 * m + 1) * x * legendre[m] - m * legendre[m - 1]) / (m + 1);
        }

        for (var m = 0; m < Order; m++)
        {
            var integral = 0.5 * _panel * (m == 0 ? x + 1 : (legendre[m + 1] - legendre[m - 1]) / (2 * m + 1));
            for (var i = 0; i < Order; i++)
            {
                weights[i] += integral * ToLegendre[m * Order + i];
            }
        }

        return whole;
    }

    private int WholePanels(double end) => (int)Math.Clamp(Math.Floor((end - _low) / _panel), 0, Points.Length / Order);

    private double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += Weights[i] * values[i];
        }

        return sum;
    }

    /// <summary>The integral over the part of a panel that lies below the end; 0 outside of the interval.</summary>
    private double Part(double end, ReadOnlySpan<double> values)
    {
        Span<double> weights = stackalloc double[Order];
        var whole = PartWeights(end, weights);
        var sum = 0.0;
        for (var i = 0; i < Order && whole * Order < values.Length; i++)
        {
            sum += weights[i] * values[whole * Order + i];
        }

        return sum;
    }

    /// <summary>A function known at the points, at another place of the interval; 0 outside of it.</summary>
    public double At(double place, ReadOnlySpan<double> values)
    {
        var position = (place - _low) / _panel;
        var panels = Points.Length / Order;
        if (!(position >= 0 && position <= panels))
        {
            return 0;
        }

        var panel = Math.Min((int)position, panels - 1);
        var x = 2 * (position - panel) - 1;
        var part = values.Slice(panel * Order, Order);
        var (sum, before, legendre) = (0.0, 0.0, 1.0);
        for (var m = 0; m < Order; m++)
        {
            var coefficient = 0.0;
            for (var i = 0; i < Order; i++)
            {
                coefficient += ToLegendre[m * Order + i] * part[i];
            }

            sum += coefficient * legendre;
            (before, legendre) = (legendre, ((2 * m + 1) * x * legendre - m * before) / (m + 1));
        }

        return sum;
    }

    private static double[] LegendreCoefficients()
    {
        var result = new double[Order * Order];
        for (var i = 0; i < Order; i++)
        {
            var x = Rule.Nodes.Span[i];
            var (before, value) = (0.0, 1.0);
            for (var m = 0; m < Order; m++)
            {
                result[m * Order + i] = (m + 0.5) * Rule.Weights.Span[i] * value;
                (before, value) = (value, ((2 * m + 1) * x * value - m * before) / (m + 1));
            }
        }

        return result;
    }
}
