using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis;

/// <summary>An inverse-variance fit: common effect, random effects or mixed effects with moderators.</summary>
/// <remarks>O(k p²) time, O(k p) memory. Undefined numbers are <c>null</c>.</remarks>
internal sealed partial class RandomEffectsFit
{
    private readonly double[] _basisInverse;
    private BootstrapMean? _resampled;

    private RandomEffectsFit(WeightedRegression regression, RandomEffectsSettings settings, TauSquaredFit tau2)
    {
        Regression = regression;
        Settings = settings;
        TauSquaredFit = tau2;
        var fixedMoments = regression.At(0);
        Q = regression.DegreesOfFreedom == 0 ? 0 : fixedMoments.Residual;
        TypicalVariance = regression.DegreesOfFreedom > 0 ? regression.DegreesOfFreedom / fixedMoments.TraceP : null;
        Moments = regression.At(tau2.Value);
        _basisInverse = [.. regression.Inverse];
        Beta = [.. regression.Coefficients];
        regression.Design.ToColumns(Beta);
        ModelCovariance = regression.Design.ToColumnCovariance(_basisInverse);
        Inference = MakeInference();
    }

    /// <summary>Data and design; at the estimated tau² until it is evaluated elsewhere.</summary>
    public WeightedRegression Regression { get; }

    /// <summary>Choices made.</summary>
    public RandomEffectsSettings Settings { get; }

    /// <summary>tau² and how it was reached.</summary>
    public TauSquaredFit TauSquaredFit { get; }

    /// <summary>tau².</summary>
    public double TauSquared => TauSquaredFit.Value;

    /// <summary>Moments at the estimated tau².</summary>
    public WeightedMoments Moments { get; }

    /// <summary>Coefficients, length p.</summary>
    public double[] Beta { get; }

    /// <summary>Covariance (XᵀWX)⁻¹ of the model, p × p.</summary>
    public double[] ModelCovariance { get; }

    /// <summary>Covariance behind the intervals, p × p.</summary>
    public double[] Covariance => Inference.Covariance;

    /// <summary>Covariance, degrees of freedom and limits by the interval method.</summary>
    public CoefficientInference Inference { get; }

    /// <summary>Number of studies.</summary>
    public int Count => Regression.Count;

    /// <summary>Number of coefficients.</summary>
    public int Columns => Regression.Columns;

    /// <summary>Cochran's Q (residual heterogeneity with moderators).</summary>
    public double Q { get; }

    /// <summary>Test of heterogeneity; no p-value with k = p.</summary>
    public TestResult QTest => Regression.DegreesOfFreedom == 0
        ? new TestResult(null, 0, null)
        : new TestResult(Q, Regression.DegreesOfFreedom, ChiSquaredDistribution.Upper(Q, Regression.DegreesOfFreedom));

    /// <summary>Typical sampling variance (Higgins and Thompson 2002); <c>null</c> with k = p.</summary>
    public double? TypicalVariance { get; }

    /// <summary>I² in per cent: from tau², or from Q for a common effect.</summary>
    public double? ISquared => FromQ ? ISquaredFromQ : TypicalVariance is { } v ? 100 * TauSquared / (TauSquared + v) : null;

    /// <summary>H²: from tau², or Q over its degrees of freedom for a common effect.</summary>
    public double? HSquared => TypicalVariance is not { } v ? null : FromQ ? HSquaredFromQ : 1 + TauSquared / v;

    private bool FromQ => Settings.Common || Settings.ISquared == ISquaredSource.CochranQ;

    // For random effects H² from Q is never below 1, as I² is never below 0.
    private double HSquaredFromQ => Settings.Common ? Q / Regression.DegreesOfFreedom : Math.Max(1, Q / Regression.DegreesOfFreedom);

    /// <summary>I² in per cent from Q.</summary>
    public double? ISquaredFromQ => Regression.DegreesOfFreedom == 0 ? null : Q == 0 ? 0 : 100 * Math.Max(0, (Q - Regression.DegreesOfFreedom) / Q);

    /// <summary>Standard error of one coefficient.</summary>
    public double StandardError(int coefficient) => Math.Sqrt(Covariance[coefficient * Columns + coefficient]);

    /// <summary>Fits effects and variances, which are copied.</summary>
    /// <param name="yi">Effects, length k.</param>
    /// <param name="vi">Variances above 0, length k.</param>
    /// <param name="settings">Choices.</param>
    /// <param name="design">Moderators; <c>null</c> for an intercept alone.</param>
    public static RandomEffectsFit Fit(ReadOnlySpan<double> yi, ReadOnlySpan<double> vi, RandomEffectsSettings settings, DesignMatrix? design = null) =>
        Fit(yi.ToArray(), vi.ToArray(), settings, design);

    /// <summary>As the other, keeping the arrays.</summary>
    public static RandomEffectsFit Fit(double[] yi, double[] vi, RandomEffectsSettings settings, DesignMatrix? design = null)
    {
        var regression = new WeightedRegression(yi, vi, design ?? DesignMatrix.Intercept(yi.Length));
        if (settings.Interval == IntervalMethod.Bootstrap && (regression.Columns > 1 || settings.FixedTauSquared is not null))
        {
            throw new ArgumentException("A bootstrap interval is of one mean with its own tau²; take another interval for moderators, or for subgroups with a common tau².", nameof(settings));
        }

        var tau2 = settings switch
        {
            { Common: true } => new TauSquaredFit(0, null),
            { FixedTauSquared: { } given } => new TauSquaredFit(given, null),
            _ when regression.DegreesOfFreedom == 0 => new TauSquaredFit(0, null),
            _ => TauSquaredEstimation.Estimate(regression, settings.Estimator, settings.Tolerance, settings.MaxIterations),
        };
        return new RandomEffectsFit(regression, settings, tau2);
    }

    /// <summary>The fit of some of the studies by the same choices.</summary>
    public RandomEffectsFit Refit(IReadOnlyList<int> studies)
    {
        var yi = new double[studies.Count];
        var vi = new double[studies.Count];
        for (var i = 0; i < yi.Length; i++)
        {
            yi[i] = Regression.Effects[studies[i]];
            vi[i] = Regression.Variances[studies[i]];
        }

        return Fit(yi, vi, Settings, Regression.Design.Select(studies));
    }

    /// <summary>Shares of the weights Σ w, in per cent, length k.</summary>
    public double[] Weights()
    {
        var weights = new double[Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = 100 / (Regression.Variances[i] + TauSquared) / Moments.SumW;
        }

        return weights;
    }

    /// <summary>Log-likelihoods at the estimates, and criteria from the full one, counting tau² as a parameter unless it is fixed.</summary>
    public FitStatistics Statistics()
    {
        var ml = Regression.LogLikelihood(Moments);
        double? reml = Regression.DegreesOfFreedom > 0 ? Regression.RestrictedLogLikelihood(Moments) : null;
        double parameters = Columns + (Settings.Common || Settings.FixedTauSquared is not null ? 0 : 1);
        var size = Math.Max(Count, parameters + 2);
        return new FitStatistics
        {
            LogLikelihoodMl = ml,
            LogLikelihoodReml = reml,
            Aic = -2 * ml + 2 * parameters,
            Bic = -2 * ml + parameters * Math.Log(Count),
            Aicc = -2 * ml + 2 * parameters * size / (size - parameters - 1),
        };
    }

    /// <summary>Test that the coefficients from <paramref name="first"/> on are all 0.</summary>
    public TestResult Omnibus(int first = 1)
    {
        var m = Columns - first;
        if (m == 0 || Inference.IsUndefined)
        {
            return new TestResult(null, null, null);
        }

        var block = new double[m * m];
        var beta = new double[m];
        for (var i = 0; i < m; i++)
        {
            beta[i] = Beta[first + i];
            for (var j = 0; j < m; j++)
            {
                block[i * m + j] = Covariance[(first + i) * Columns + first + j];
            }
        }

        if (Inference.KenwardRoger is not { } adjustment)
        {
            return WaldTest(beta, block, Inference.DegreesOfFreedom);
        }

        return adjustment.Joint(first) is var (scale, denominator) ? WaldTest(beta, block, denominator, scale) : new TestResult(null, m, null);
    }

    /// <summary>βᵀ C⁻¹ β: chi-squared for infinite denominator degrees of freedom, else F, times a scale.</summary>
    internal static TestResult WaldTest(double[] beta, double[] covariance, double denominator, double scaleOfF = 1)
    {
        var m = beta.Length;

        // Scaled to unit diagonal: coefficients may have units that differ by many orders.
        var scale = new double[m];
        for (var i = 0; i < m; i++)
        {
            scale[i] = Math.Sqrt(covariance[i * m + i]);
        }

        var factor = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                factor[i * m + j] = covariance[i * m + j] / (scale[i] * scale[j]);
            }
        }

        var solved = new double[m];
        for (var i = 0; i < m; i++)
        {
            solved[i] = beta[i] / scale[i];
        }

        if (!SymmetricMatrix.TryFactor(factor, m))
        {
            return new TestResult(null, m, null);
        }

        SymmetricMatrix.Solve(factor, m, solved);
        var statistic = 0.0;
        for (var i = 0; i < m; i++)
        {
            statistic += solved[i] * beta[i] / scale[i];
        }

        return double.IsPositiveInfinity(denominator)
            ? new TestResult(statistic, m, ChiSquaredDistribution.Upper(statistic, m))
            : new TestResult(scaleOfF * statistic / m, m, FisherDistribution.Upper(scaleOfF * statistic / m, m, denominator)) { DenominatorDegreesOfFreedom = denominator };
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
