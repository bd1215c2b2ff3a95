using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The profile likelihood of one coefficient of a random-intercept regression, or of the mean at the average of the moderators.</summary>
/// <remarks>S. S. Wilks, Ann. Math. Stat. 1938;9:60–62, doi:10.1214/aoms/1177732360.</remarks>
internal sealed class CoefficientProfile
{
    // A logit known no better than this is not known at all.
    private const double LargestError = 100;

    private readonly CoefficientLikelihood _likelihood;
    private readonly InterceptMaximum _maximum;

    private CoefficientProfile(InterceptRegressionProblem problem, double[] coefficients, InterceptRegression fit, double range)
    {
        _likelihood = new CoefficientLikelihood(problem, coefficients);
        var at = coefficients[^1] / _likelihood.Scale;
        _maximum = new InterceptMaximum(at, fit.Tau, _likelihood.Evaluate(at, fit.Tau), fit.Iterations, true);
        if (!fit.Converged && !(_maximum.MuStandardError * _likelihood.Scale * range <= LargestError))
        {
            Infinite = at < 0 ? -1 : 1;

            // The likelihood is flat there; a unit of curvature gives the search for the other limit its first step.
            _maximum = _maximum with { Derivatives = new InterceptDerivatives { Value = _maximum.Derivatives.Value, MuMu = -1, TauTau = -1 } };
        }
    }

    /// <summary>−1 or +1 where the likelihood rises towards an infinite coefficient, else 0.</summary>
    public int Infinite { get; }

    /// <summary>The profile of one coefficient.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="fit">Its maximum.</param>
    /// <param name="index">Which column of the design.</param>
    public static CoefficientProfile? OfCoefficient(InterceptRegressionProblem problem, InterceptRegression fit, int index)
    {
        var design = problem.Design;
        int[] order = [.. Enumerable.Range(0, design.Columns).Where(j => j != index), index];
        var column = design.Column(index);
        var range = column.Max() - column.Min();
        return Of(
            problem, [.. order.Select(j => design.Names[j])], [.. order.Select(design.Column)], [.. order.Select(j => fit.Coefficients[j])], fit, range == 0 ? 1 : range);
    }

    /// <summary>The profile of the mean at the average of all columns.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="fit">Its maximum.</param>
    public static CoefficientProfile? OfMean(InterceptRegressionProblem problem, InterceptRegression fit)
    {
        // About their averages the moderators leave the intercept to be that mean.
        var design = problem.Design;
        List<string> names = [];
        List<double[]> columns = [];
        List<double> coefficients = [];
        var mean = fit.Coefficients[0];
        for (var j = 1; j < design.Columns; j++)
        {
            var column = design.Column(j);
            var average = column.Average();
            names.Add(design.Names[j]);
            columns.Add([.. column.Select(x => x - average)]);
            coefficients.Add(fit.Coefficients[j]);
            mean += average * fit.Coefficients[j];
        }

        return Of(problem, [.. names, design.Names[0]], [.. columns, design.Column(0)], [.. coefficients, mean], fit, 1);
    }

    /// <summary>Profile-likelihood interval of the coefficient.</summary>
    public Interval Interval(double level)
    {
        var profile = new InterceptProfile(_likelihood, _maximum, NormalDistribution.UpperQuantile(0.5 * (1 - level)));
        return new Interval(
            Infinite < 0 ? double.NegativeInfinity : _likelihood.Scale * profile.Mean(-1),
            Infinite > 0 ? double.PositiveInfinity : _likelihood.Scale * profile.Mean(1),
            level);
    }

    /// <summary>Likelihood-ratio test that the coefficient is 0, on one degree of freedom.</summary>
    public TestResult LikelihoodRatio()
    {
        var warm = _maximum.Tau;
        var without = HeterogeneityCurve.Maximise(
            tau =>
            {
                var d = _likelihood.Evaluate(0, tau);
                return new CurvePoint(d.Value, d.Tau, d.TauTau, d.Mu, 0);
            },
            ref warm);
        var statistic = Math.Max(0, 2 * (_maximum.Derivatives.Value - without.Value));
        return new TestResult(statistic, 1, ChiSquaredDistribution.Upper(statistic, 1));
    }

    /// <summary>The coefficient last; <c>null</c> where in this order a column cannot be told from the others to working accuracy.</summary>
    private static CoefficientProfile? Of(
        InterceptRegressionProblem problem, string[] names, double[][] columns, double[] coefficients, InterceptRegression fit, double range)
    {
        var design = DesignMatrix.FromColumns(names, columns);
        return design.Dropped.Length > 0 ? null : new CoefficientProfile(problem with { Design = design }, coefficients, fit, range);
    }
}
