namespace CarTEvidence.Plots.Axes;

/// <summary>Round numbers for axes.</summary>
internal static class NiceNumbers
{
    private static readonly double[] Mantissas = [1, 2, 2.5, 5, 10];
    private static readonly double[][] LogMantissas = [[1, 2, 5], [1, 3], [1]];

    /// <summary>The smallest step of the form {1, 2, 2.5, 5} × 10ⁿ that crosses <paramref name="span"/> in at most <paramref name="steps"/> steps.</summary>
    internal static double Step(double span, int steps)
    {
        var raw = span / Math.Max(1, steps);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return power * Mantissas.First(m => m * power >= raw * (1 - 1e-9));
    }

    /// <summary>Multiples of the step within the closed range, exact to the step's last decimal.</summary>
    internal static IReadOnlyList<double> Linear(double lower, double upper, int steps)
    {
        var step = Step(upper - lower, steps);
        var first = (long)Math.Ceiling(lower / step - 1e-9);
        var last = (long)Math.Floor(upper / step + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => Math.Round((first + i) * step, Decimals(step)))];
    }

    /// <summary>1, 2, 5 times powers of ten within the closed range; with fewer mantissas, then fewer powers, if there would be more than asked for.</summary>
    internal static IReadOnlyList<double> Logarithmic(double lower, double upper, int most)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(lower) + 1e-9), (int)Math.Ceiling(Math.Log10(upper) - 1e-9));
        foreach (var mantissas in LogMantissas)
        {
            if (Ticks(mantissas, 1) is { Count: > 1 } ticks && ticks.Count <= most)
            {
                return ticks;
            }
        }

        var stride = Math.Max(1, (int)Math.Ceiling((last - first + 1) / (double)Math.Max(2, most)));
        return Ticks([1], stride) is { Count: > 1 } powers ? powers : Linear(lower, upper, most);

        List<double> Ticks(double[] mantissas, int every) =>
        [
            .. from power in Enumerable.Range(first, last - first + 1)
               where power % every == 0
               from mantissa in mantissas
               let value = mantissa * Math.Pow(10, power)
               where value >= lower * (1 - 1e-9) && value <= upper * (1 + 1e-9)
               select value
        ];
    }

    /// <summary>Decimals that a multiple of <paramref name="step"/> needs, at most 15.</summary>
    internal static int Decimals(double step)
    {
        for (var decimals = 0; decimals < 15; decimals++)
        {
            var scaled = step * Math.Pow(10, decimals);
            if (Math.Abs(scaled - Math.Round(scaled)) < 1e-6 * Math.Max(1, Math.Abs(scaled)))
            {
                return decimals;
            }
        }

        return 15;
    }
}
