using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Weighted least squares of effects on a small design at any tau², in O(k p²) time without allocation; the core of every inverse-variance model.</summary>
/// <remarks>Not safe for use by several threads at once: <see cref="Coefficients"/> and <see cref="Inverse"/> belong to the last evaluation.</remarks>
internal sealed partial class WeightedRegression
{
    private readonly double[] _y;
    private readonly double[] _v;
    private readonly double[] _others;
    private readonly int _precise;
    private readonly double[] _b;
    private readonly double[] _inverse;
    private readonly double[] _work;

    /// <summary>Keeps the arrays; they are not copied.</summary>
    /// <param name="y">Effects, length k.</param>
    /// <param name="v">Variances above 0, length k.</param>
    /// <param name="design">Design with k rows and p &lt; k or p = k columns.</param>
    public WeightedRegression(double[] y, double[] v, DesignMatrix design)
    {
        _y = y;
        _v = v;
        Design = design;
        _others = [];
        if (design.IsIntercept)
        {
            _others = [.. v];
            for (var i = 1; i < v.Length; i++)
            {
                _precise = v[i] < v[_precise] ? i : _precise;
            }

            _others[_precise] = double.PositiveInfinity;
        }

        var p = design.Columns;
        _b = new double[p];
        _inverse = new double[p * p];
        _work = new double[4 * p * p + 2 * p];
    }

    /// <summary>Number of studies, k.</summary>
    public int Count => _y.Length;

    /// <summary>Number of coefficients, p.</summary>
    public int Columns => Design.Columns;

    /// <summary>k − p.</summary>
    public int DegreesOfFreedom => Count - Columns;

    /// <summary>The design.</summary>
    public DesignMatrix Design { get; }

    /// <summary>Effects, length k.</summary>
    public ReadOnlySpan<double> Effects => _y;

    /// <summary>Variances, length k.</summary>
    public ReadOnlySpan<double> Variances => _v;

    /// <summary>Coefficients of the basis at the last evaluation, length p.</summary>
    public ReadOnlySpan<double> Coefficients => _b;

    /// <summary>(BᵀWB)⁻¹ at the last evaluation, p × p.</summary>
    public ReadOnlySpan<double> Inverse => _inverse;

    /// <summary>The same data and design with evaluations of its own, for use beside this one.</summary>
    public WeightedRegression Copy() => new(_y, _v, Design);

    /// <summary>Fits at one tau².</summary>
    /// <exception cref="InvalidOperationException">The weights are so extreme that XᵀWX cannot be inverted in double precision.</exception>
    public WeightedMoments At(double tau2) => Design.IsIntercept ? AtIntercept(tau2) : AtDesign(tau2);

    /// <summary>Σ log (v + tau²).</summary>
    public double SumLog(double tau2)
    {
        var sum = 0.0;
        foreach (var v in _v)
        {
            sum += Math.Log(v + tau2);
        }

        return sum;
    }

    /// <summary>Log-likelihood of moments made here, maximised over the coefficients.</summary>
    public double LogLikelihood(in WeightedMoments moments) =>
        -Count * NormalDistribution.LogSqrtTwoPi - 0.5 * (SumLog(moments.TauSquared) + moments.Residual);

    /// <summary>Restricted log-likelihood of moments made here.</summary>
    public double RestrictedLogLikelihood(in WeightedMoments moments) =>
        -DegreesOfFreedom * NormalDistribution.LogSqrtTwoPi - 0.5 * (SumLog(moments.TauSquared) + moments.LogDeterminant + moments.Residual);

    /// <summary>The fitted value of one study at the last evaluation.</summary>
    public double Fitted(int study)
    {
        var row = Design.Row(study);
        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            sum += row[j] * _b[j];
        }

        return sum;
    }

    /// <summary>The variance b' (BᵀWB)⁻¹ b of the fitted value of one study at the last evaluation.</summary>
    public double FittedVariance(int study) => SymmetricMatrix.Form(Design.Row(study), _inverse, Design.Row(study), Columns);
}
