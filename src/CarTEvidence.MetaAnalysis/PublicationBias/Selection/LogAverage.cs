namespace CarTEvidence.MetaAnalysis;

/// <summary>log Σ exp(g) over nodes with the gradient and Hessian of it, kept relative to the largest term so that nothing overflows.</summary>
internal sealed class LogAverage(int parameters)
{
    // e⁻⁴⁵ is beyond double precision of the sum.
    private const double Negligible = 45;

    private double _top;
    private double _sum;

    /// <summary>The logarithm of the sum.</summary>
    public double Value { get; private set; }

    /// <summary>Its gradient, length q.</summary>
    public double[] Gradient { get; } = new double[parameters];

    /// <summary>Its Hessian, q × q.</summary>
    public double[] Hessian { get; } = new double[parameters * parameters];

    public void Start()
    {
        _top = double.NegativeInfinity;
        _sum = 0;
        Array.Clear(Gradient);
        Array.Clear(Hessian);
    }

    /// <summary>Whether a term of this logarithm can still be seen in the sum.</summary>
    public bool Matters(double log) => log > _top - Negligible;

    public void Add(double log, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (log > _top)
        {
            Rescale(Math.Exp(_top - log));
            _top = log;
        }

        var share = Math.Exp(log - _top);
        _sum += share;
        for (var a = 0; a < parameters; a++)
        {
            Gradient[a] += share * first[a];
            for (var b = 0; b < parameters; b++)
            {
                Hessian[(a * parameters) + b] += share * ((first[a] * first[b]) + second[(a * parameters) + b]);
            }
        }
    }

    /// <summary>Turns the sums into the logarithm and its derivatives.</summary>
    public void Finish()
    {
        Rescale(1 / _sum, keepSum: true);
        for (var a = 0; a < parameters; a++)
        {
            for (var b = 0; b < parameters; b++)
            {
                Hessian[(a * parameters) + b] -= Gradient[a] * Gradient[b];
            }
        }

        Value = _top + Math.Log(_sum);
    }

    private void Rescale(double factor, bool keepSum = false)
    {
        if (!keepSum)
        {
            _sum *= factor;
        }

        for (var i = 0; i < Gradient.Length; i++)
        {
            Gradient[i] *= factor;
        }

        for (var i = 0; i < Hessian.Length; i++)
        {
            Hessian[i] *= factor;
        }
    }
}
