using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Meta-regression in a random-intercept model of counts, written down over the fit of the same studies without moderators.</summary>
/// <remarks>
/// <para>
/// Intervals are Wald ones (the default), t with k − p degrees of freedom, or profile-likelihood ones; likelihood-ratio tests of each coefficient and of all moderators
/// stand beside the Wald tests whichever is chosen. The pooled effect is the one at the average of the moderators' columns.
/// </para>
/// <para>
/// A level in which all or none had the event has an infinite coefficient: it has no standard error, but a likelihood-ratio test and a profile limit on the other side.
/// I² and H² compare the residual tau² with the typical sampling variance about the regression; weights are shares of the observed information on the studies' own
/// means, −∂²ℓᵢ/∂μᵢ², as without moderators.
/// </para>
/// </remarks>
internal static class LikelihoodRegression
{
    /// <summary>The interval method asked for, or Wald.</summary>
    /// <exception cref="ArgumentException">The method is neither Wald, t nor profile likelihood.</exception>
    public static IntervalMethod Check(PoolingOptions options) => options.Interval switch
    {
        null => IntervalMethod.Wald,
        IntervalMethod.Wald or IntervalMethod.T or IntervalMethod.ProfileLikelihood => options.Interval.Value,
        _ => throw new ArgumentException($"With moderators the likelihood models have Wald, t and profile-likelihood intervals; the interval is {MethodNames.Intervals[options.Interval.Value].Name}.", nameof(options)),
    };

    /// <summary>Fits, and puts the regression in place of the mean.</summary>
    /// <param name="alone">The fit of the same studies without moderators.</param>
    /// <param name="regression">Likelihood, moderators and studies.</param>
    /// <param name="options">Level, interval and prediction.</param>
    public static PooledEffect Fit(PooledEffect alone, CountRegression regression, PoolingOptions options)
    {
        var method = Check(options);
        var fit = InterceptRegression.Find(regression.Problem, regression.Homogeneous, options.MaxIterations);
        var design = regression.Problem.Design;
        var (k, p) = (design.Rows, design.Columns);
        int? df = method == IntervalMethod.T ? k - p : null;
        var mean = Enumerable.Range(0, p).Select(j => design.Column(j).Average()).ToArray();
        var transformed = Describe(CoefficientProfile.OfMean(regression.Problem, fit), Combination(fit, mean, options, df), method, options.Level);
        var coefficients = Enumerable.Range(0, p).Select(j => Coefficient(regression.Problem, fit, j, options, method, df)).ToArray();
        var tau2 = fit.Tau * fit.Tau;
        var typical = regression.TypicalVariance();
        return alone with
        {
            IntervalMethod = method,
            Pooled = new Estimate(transformed.Value is { } value ? alone.Measure.ToNatural(value) : null, transformed.Interval?.Map(alone.Measure.ToNatural)),
            Marginal = null,
            MarginalLeads = false,
            Transformed = transformed,
            Prediction = Predict(alone.Measure, transformed, tau2, k - p, options),
            Heterogeneity = new HeterogeneityResult
            {
                TauSquared = tau2,
                TauSquaredStandardError = fit.TauStandardError is { } se ? 2 * fit.Tau * se : null,
                ISquared = typical is { } v ? 100 * tau2 / (tau2 + v) : null,
                HSquared = typical is { } w ? 1 + tau2 / w : null,
                CochranQ = regression.Wald(),
                LikelihoodRatio = regression.LikelihoodRatio(fit.CommonLogLikelihood),
            },
            TauSquaredIntervals = [],
            Intercept = null,
            Coefficients = coefficients,
            Covariance = [.. Enumerable.Range(0, p).Select(i => fit.Covariance.AsSpan(i * p, p).ToArray())],
            Omnibus = Omnibus(fit, p, df),
            OmnibusLikelihoodRatio = OmnibusRatio(alone, fit, p),
            RSquared = alone.Heterogeneity.TauSquared is > 0 and var total ? 100 * Math.Max(0, 1 - tau2 / total) : 0,
            FitStatistics = LikelihoodCriteria.Of(fit.LogLikelihood, p + 1, k),
            Studies = Weigh(alone.Studies, regression.Problem, fit),
            Converged = fit.Converged,
            Iterations = fit.Iterations,
            Notes = Notes(design, fit, options, Array.Exists(coefficients, c => c.Estimate.Value is { } b && double.IsInfinity(b))),
        };
    }

    private static List<string> Notes(DesignMatrix design, InterceptRegression fit, PoolingOptions options, bool infinite)
    {
        List<string> notes = [];
        if (design.Dropped.Length > 0)
        {
            notes.Add($"Left out as redundant: {string.Join(", ", design.Dropped)}.");
        }

        if (design.Rows <= design.Columns)
        {
            notes.Add("There are no more studies than coefficients: nothing is left to tell residual heterogeneity from; I², H² and the tests of homogeneity are not defined.");
        }

        if (infinite)
        {
            notes.Add("A coefficient is infinite: in some level of a moderator all patients or none have the event. It has no standard error; its likelihood-ratio test and the profile limit on its other side are sound.");
        }
        else if (!fit.Converged)
        {
            notes.Add("The regression did not converge: the likelihood is too flat.");
        }

        if (options.Prediction.OwnStandardErrorNote() is { } note)
        {
            notes.Add(note);
        }

        return notes;
    }

    private static Coefficient Coefficient(InterceptRegressionProblem problem, InterceptRegression fit, int index, PoolingOptions options, IntervalMethod method, int? df)
    {
        var profile = CoefficientProfile.OfCoefficient(problem, fit, index);
        return new Coefficient(
            problem.Design.Names[index], Describe(profile, Combination(fit, Unit(index, problem.Design.Columns), options, df), method, options.Level))
        {
            LikelihoodRatio = profile?.LikelihoodRatio(),
        };
    }

    /// <summary>Puts the profile in the place of the Wald interval where it is asked for, and infinity in the place of where the search gave up.</summary>
    private static TransformedEstimate Describe(CoefficientProfile? profile, TransformedEstimate wald, IntervalMethod method, double level)
    {
        if (profile is null)
        {
            return method == IntervalMethod.ProfileLikelihood ? wald with { Interval = null } : wald;
        }

        var value = profile.Infinite == 0 ? wald.Value : profile.Infinite * double.PositiveInfinity;
        return method == IntervalMethod.ProfileLikelihood ? wald with { Value = value, Interval = profile.Interval(level) } : wald with { Value = value };
    }

    private static StudyEstimate[] Weigh(IReadOnlyList<StudyEstimate> studies, InterceptRegressionProblem problem, InterceptRegression fit)
    {
        var design = problem.Design;
        var means = new double[design.Rows];
        for (var j = 0; j < design.Columns; j++)
        {
            var column = design.Column(j);
            for (var i = 0; i < means.Length; i++)
            {
                means[i] += fit.Coefficients[j] * column[i];
            }
        }

        var information = means.Select((mean, i) => -problem.One(i, mean, fit.Tau).MuMu).ToArray();
        var sum = information.Sum();
        return [.. studies.Select((study, i) => study with { Weight = sum > 0 ? 100 * information[i] / sum : null })];
    }

    /// <summary>Likelihood-ratio test of all moderators against none, each with its own tau².</summary>
    private static TestResult? OmnibusRatio(PooledEffect alone, InterceptRegression fit, int p)
    {
        if (p < 2)
        {
            return null;
        }

        if (alone.FitStatistics?.LogLikelihoodMl is not { } without)
        {
            return new TestResult(null, null, null);
        }

        var statistic = Math.Max(0, 2 * (fit.LogLikelihood - without));
        return new TestResult(statistic, p - 1, ChiSquaredDistribution.Upper(statistic, p - 1));
    }

    private static double[] Unit(int index, int length)
    {
        var unit = new double[length];
        unit[index] = 1;
        return unit;
    }

    private static TransformedEstimate Combination(InterceptRegression fit, double[] row, PoolingOptions options, int? df)
    {
        var (value, variance) = (0.0, 0.0);
        for (var i = 0; i < row.Length; i++)
        {
            value += row[i] * fit.Coefficients[i];
            for (var j = 0; j < row.Length; j++)
            {
                variance += row[i] * row[j] * fit.Covariance[i * row.Length + j];
            }
        }

        if (!fit.Converged || df < 1 || !(variance > 0))
        {
            return new TransformedEstimate(value, null, null, new TestResult(null, null, null));
        }

        var alpha = 0.5 * (1 - options.Level);
        var se = Math.Sqrt(variance);
        var factor = df is { } f ? StudentDistribution.UpperQuantile(alpha, f) : NormalDistribution.UpperQuantile(alpha);
        var z = value / se;
        return new TransformedEstimate(
            value,
            se,
            new Interval(value - factor * se, value + factor * se, options.Level),
            new TestResult(z, df, df is { } g ? StudentDistribution.TwoSided(z, g) : NormalDistribution.TwoSided(z)));
    }

    private static Prediction? Predict(Measure measure, TransformedEstimate mean, double tau2, int df, PoolingOptions options)
    {
        var own = options.Prediction.SpendsOneOnTauSquared() ? df - 1 : df;
        if (mean is not { Value: { } value, StandardError: { } se } || (!options.Prediction.IsNormal() && own < 1))
        {
            return null;
        }

        var alpha = 0.5 * (1 - options.Level);
        var factor = options.Prediction.IsNormal() ? NormalDistribution.UpperQuantile(alpha) : StudentDistribution.UpperQuantile(alpha, own);
        var half = factor * Math.Sqrt(tau2 + se * se);
        var transformed = new Interval(value - half, value + half, options.Level);
        return new Prediction(transformed.Map(measure.ToNatural), transformed, options.Prediction);
    }

    /// <summary>Joint Wald test of all coefficients but the intercept.</summary>
    private static TestResult? Omnibus(InterceptRegression fit, int p, int? df)
    {
        if (p < 2)
        {
            return null;
        }

        var q = p - 1;
        var factor = new double[q * q];
        var solution = fit.Coefficients.AsSpan(1).ToArray();
        for (var i = 0; i < q; i++)
        {
            Array.Copy(fit.Covariance, (i + 1) * p + 1, factor, i * q, q);
        }

        if (!fit.Converged || df < 1 || !SymmetricMatrix.TryFactor(factor, q))
        {
            return new TestResult(null, null, null);
        }

        SymmetricMatrix.Solve(factor, q, solution);
        var statistic = 0.0;
        for (var i = 0; i < q; i++)
        {
            statistic += solution[i] * fit.Coefficients[i + 1];
        }

        return df is { } f
            ? new TestResult(statistic / q, q, FisherDistribution.Upper(statistic / q, q, f)) { DenominatorDegreesOfFreedom = f }
            : new TestResult(statistic, q, ChiSquaredDistribution.Upper(statistic, q));
    }
}
