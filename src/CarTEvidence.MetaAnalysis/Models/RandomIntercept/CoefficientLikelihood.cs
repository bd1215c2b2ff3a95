using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The log-likelihood of a regression as a function of its last coefficient and tau, the other coefficients maximised out.</summary>
/// <remarks>
/// The coefficient is in units of the root mean square that its column adds to the others, so that it moves a typical study's mean by as much as itself.
/// In the basis of the design the last coefficient has the last column to itself: it is held by holding one coordinate. Given tau the likelihood is concave in the
/// others; derivatives are Schur complements of the full ones.
/// </remarks>
internal sealed class CoefficientLikelihood : IInterceptLikelihood
{
    private readonly InterceptRegressionProblem _problem;
    private readonly double _unit;

    // Coordinates in the basis: those of the other coefficients are where the last call left them.
    private readonly double[] _at;

    /// <summary>Takes the model with the coefficient of interest last.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="coefficients">Coefficients near which it will be evaluated, on the columns of the design, length p.</param>
    public CoefficientLikelihood(InterceptRegressionProblem problem, double[] coefficients)
    {
        _problem = problem;
        var p = problem.Design.Columns;
        _unit = problem.Design.IsIntercept ? 1 : Math.Sqrt(problem.Design.Rows);
        Scale = _unit / problem.Design.Triangle[p * p - 1];
        _at = new double[p];
        for (var i = 0; i < p; i++)
        {
            for (var j = i; j < p; j++)
            {
                _at[i] += problem.Design.Triangle[i * p + j] * coefficients[j];
            }
        }
    }

    /// <summary>What one unit of this likelihood's mean is in the coefficient.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau)
    {
        var p = _at.Length;
        _at[^1] = mu * _unit;
        Span<double> gradient = stackalloc double[p + 1];
        var hessian = new double[(p + 1) * (p + 1)];
        if (p > 1)
        {
            var others = _at.AsSpan(0, p - 1).ToArray();
            Maximisation.Newton(
                (point, slope, curvature) =>
                {
                    point.CopyTo(_at);
                    return _problem.Evaluate(_at, tau, slope, curvature, p - 1);
                },
                others,
                longestStep: _problem.LongestStep);
            others.CopyTo(_at, 0);
        }

        var value = _problem.Evaluate(_at, tau, gradient, hessian, p + 1);
        return Eliminate(value, gradient, hessian, p);
    }

    private InterceptDerivatives Eliminate(double value, ReadOnlySpan<double> gradient, double[] hessian, int p)
    {
        var q = p - 1;
        var n = p + 1;
        var others = new double[q * q];
        Span<double> mean = stackalloc double[q];
        Span<double> spread = stackalloc double[q];
        for (var i = 0; i < q; i++)
        {
            for (var j = 0; j < q; j++)
            {
                others[i * q + j] = -hessian[i * n + j];
            }

            mean[i] = hessian[q * n + i];
            spread[i] = hessian[p * n + i];
        }

        var (mm, mt, tt) = (hessian[q * n + q], hessian[p * n + q], hessian[p * n + p]);
        if (q > 0 && SymmetricMatrix.TryFactor(others, q))
        {
            Span<double> solved = stackalloc double[q];
            mean.CopyTo(solved);
            SymmetricMatrix.Solve(others, q, solved);
            for (var i = 0; i < q; i++)
            {
                mm += mean[i] * solved[i];
                mt += spread[i] * solved[i];
            }

            spread.CopyTo(solved);
            SymmetricMatrix.Solve(others, q, solved);
            for (var i = 0; i < q; i++)
            {
                tt += spread[i] * solved[i];
            }
        }

        return new InterceptDerivatives
        {
            Value = value,
            Mu = _unit * gradient[q],
            Tau = gradient[p],
            MuMu = _unit * _unit * mm,
            MuTau = _unit * mt,
            TauTau = tt,
        };
    }
}
