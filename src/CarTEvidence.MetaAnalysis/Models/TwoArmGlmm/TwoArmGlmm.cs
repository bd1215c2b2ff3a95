using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Random-effects logistic models of two arms, by maximum likelihood; the log odds ratio of a study is N(θ, tau²).</summary>
/// <remarks>
/// <para>
/// Conditional models: given the events of both arms, treated events are non-central hypergeometric (exact likelihood) or, for rare events, binomial
/// (approximate). Unconditional models: two binomial arms, the random effect split evenly between them, study effects fixed or normal.
/// T. Stijnen, T. H. Hamza, P. Özdemir, Stat. Med. 2010;29:3046–3067, doi:10.1002/sim.4040;
/// D. Jackson, M. Law, T. Stijnen, W. Viechtbauer, I. R. White, Stat. Med. 2018;37:1059–1085, doi:10.1002/sim.7588.
/// </para>
/// <para>
/// Studies in which both arms had no event, or nothing but events, say nothing here (with random study effects, next to nothing) and are left out with a note. Where every study pulls the odds ratio to 0, or
/// to infinity, that is the estimate, with the exact conditional limit on the other side.
/// </para>
/// </remarks>
internal static partial class TwoArmGlmm
{
    /// <summary>Fits one of the four models.</summary>
    /// <param name="model">UM.FS, UM.RS, CM.EL or CM.AL.</param>
    /// <param name="data">Events and patients of both arms, one entry a study.</param>
    /// <param name="options">Level, kind of interval (profile likelihood by default, Wald or t), prediction.</param>
    /// <exception cref="ArgumentException">The measure is not the odds ratio, or the interval method is not one that the model knows.</exception>
    public static PooledEffect Fit(PoolingModel model, TwoArmData data, TwoArmOptions options) => Answer(Select(model, data, options));

    private static (IInterceptLikelihood Likelihood, Func<int, double, double, InterceptDerivatives> One) Build(Frame frame)
    {
        var tables = frame.Tables;
        switch (frame.Model)
        {
            case PoolingModel.GlmmCmEl:
                return Ones<HypergeometricLikelihood, HypergeometricBranch>(tables.Select(t => new HypergeometricLikelihood(t)));
            case PoolingModel.GlmmCmAl:
                return Ones<OffsetBinomialLikelihood, BinomialBranch>(
                    tables.Select(t => new OffsetBinomialLikelihood(t.A, t.A + t.C, Math.Log((t.A + t.B) / (t.C + t.D)))));
            case PoolingModel.GlmmUmFs:
                var ownEffects = new FixedStudyLikelihood(tables);
                return (ownEffects, ownEffects.EvaluateOne);
            default:
                var randomEffects = new RandomStudyLikelihood(tables);
                return (randomEffects, randomEffects.EvaluateOne);
        }
    }

    private static (IInterceptLikelihood Likelihood, Func<int, double, double, InterceptDerivatives> One) Ones<TStudy, TBranch>(IEnumerable<TStudy> studies)
        where TStudy : struct, ICountLikelihood<TBranch>
        where TBranch : struct, ILikelihoodBranch
    {
        TStudy[] all = [.. studies];
        var ones = new double[all.Length];
        Array.Fill(ones, 1);
        var likelihood = new InterceptLikelihood<TStudy, TBranch>(all, ones);
        return (likelihood, likelihood.EvaluateOne);
    }

    private static Frame Select(PoolingModel model, TwoArmData data, TwoArmOptions options)
    {
        if (options.Measure != Measure.OddsRatio)
        {
            throw new ArgumentException($"The logistic models of two arms work on the odds ratio; the measure is \"{options.Measure}\".", nameof(options));
        }

        var method = LikelihoodIntervals.Check(options, "logistic two-arm");
        int[] kept = [.. Enumerable.Range(0, data.Count).Where(i => Says(Table.Of(data, i), model))];
        List<string> notes = [];
        if (kept.Length < data.Count)
        {
            notes.Add($"{data.Count - kept.Length} of {data.Count} studies had the same outcome in all patients of both arms; they say nothing about the odds ratio and are left out.");
        }

        return new Frame(model, data, options, method, kept, [.. kept.Select(i => Table.Of(data, i))], notes);
    }

    private static PooledEffect Answer(Frame frame)
    {
        var tables = frame.Tables;
        if (tables.Length == 0 || Array.TrueForAll(tables, t => t.A + t.C == 0) || Array.TrueForAll(tables, t => t.B + t.D == 0))
        {
            frame.Notes.Add("No study tells the arms apart: the odds ratio is not defined.");
            return Result(frame, new Estimate(null, null), new TransformedEstimate(null, null, null, new TestResult(null, null, null)), _ => null);
        }

        var (lowest, highest) = Extremes(tables, frame.Model);
        return lowest || highest ? AtBoundary(frame, lowest) : Regular(frame);
    }

    private static bool Says(Table table, PoolingModel model) => table.A + table.C > 0 && (model == PoolingModel.GlmmCmAl || table.B + table.D > 0);

    private static PooledEffect Regular(Frame frame)
    {
        var (likelihood, one) = Build(frame);
        var k = frame.Tables.Length;
        var common = Common(theta => likelihood.Evaluate(theta, 0));
        if (k > 1 && PullApart(frame, likelihood, common) is { } share)
        {
            return Unbounded(frame, likelihood, one, common, share);
        }

        var fit = k == 1
            ? Without(likelihood, common)
            : InterceptMaximum.Find(likelihood, common, frame.Options.MaxIterations);
        if (k > 1 && AreEqualTrials(frame, one))
        {
            fit = EqualTrials(frame, likelihood, common);
        }
        else if (k > 1 && !(double.IsFinite(fit.MuStandardError) && fit.MuStandardError > 0))
        {
            (likelihood, fit) = Homogeneous(frame, likelihood, common);
        }

        return k == 1 ? OneStudy(frame, likelihood, one, fit) : Describe(frame, likelihood, one, fit, k - 1, common, likelihood) with
        {
            FitStatistics = LikelihoodCriteria.Of(fit.Derivatives.Value, Parameters(frame.Model, k), k),
            Intercept = () => (Build(frame).Likelihood, fit),
        };
    }

    private static PooledEffect OneStudy(Frame frame, IInterceptLikelihood likelihood, Func<int, double, double, InterceptDerivatives> one, InterceptMaximum fit)
    {
        var summary = LikelihoodIntervals.Summarise(new WithoutHeterogeneity(likelihood), fit, frame.Options, IntervalMethod.ProfileLikelihood, 1);
        frame.Notes.Add("One informative study: nothing is pooled; tau² and the prediction interval are not defined.");
        return Result(frame, new Estimate(Math.Exp(fit.Mu), summary.Transformed.Interval!.Value.Map(Math.Exp)), summary.Transformed, i => -one(i, fit.Mu, fit.Tau).MuMu) with
        {
            FitStatistics = LikelihoodCriteria.Of(fit.Derivatives.Value, Parameters(frame.Model, 1), 1),
        };
    }

    /// <summary>Writes a fit down with its intervals.</summary>
    /// <param name="frame">Data and choices.</param>
    /// <param name="model">The likelihood that was maximised: that of these data, or one that shares its tau² with other data.</param>
    /// <param name="one">A study's own part of it.</param>
    /// <param name="fit">The maximum.</param>
    /// <param name="degreesOfFreedom">Studies of the model less its odds ratios.</param>
    /// <param name="common">The log odds ratio of these data without heterogeneity.</param>
    /// <param name="own">The likelihood of these data alone.</param>
    private static PooledEffect Describe(
        Frame frame, IInterceptLikelihood model, Func<int, double, double, InterceptDerivatives> one, InterceptMaximum fit, int degreesOfFreedom, double common, IInterceptLikelihood own)
    {
        var summary = LikelihoodIntervals.Summarise(model, fit, frame.Options, frame.Method, degreesOfFreedom);
        var (ratio, wald) = Homogeneity(frame, own, one, common);
        var tau2 = fit.Tau * fit.Tau;
        frame.Notes.AddRange(summary.Notes);
        double? typical = frame.Tables.Length > 1 ? TypicalVariance(frame) : null;
        return Result(
            frame,
            new Estimate(Math.Exp(fit.Mu), summary.Transformed.Interval!.Value.Map(Math.Exp)),
            summary.Transformed,
            i => -one(i, fit.Mu, fit.Tau).MuMu) with
        {
            Prediction = summary.Prediction is { } prediction ? new Prediction(prediction.Map(Math.Exp), prediction, frame.Options.Prediction) : null,
            Heterogeneity = new HeterogeneityResult
            {
                TauSquared = tau2,
                TauSquaredStandardError = fit.TauStandardError is { } se ? 2 * fit.Tau * se : null,
                ISquared = 100 * tau2 / (tau2 + typical),
                HSquared = 1 + tau2 / typical,
                CochranQ = wald,
                LikelihoodRatio = ratio,
            },
            TauSquaredIntervals = [LikelihoodIntervals.WithRatios(summary.TauSquared, typical)],
            Converged = fit.Converged,
            Iterations = fit.Iterations,
        };
    }

    /// <summary>The maximum of a concave log-likelihood of one parameter.</summary>
    private static double Common(Func<double, InterceptDerivatives> likelihood)
    {
        Span<double> point = [0];
        Maximisation.Newton(
            (at, gradient, hessian) =>
            {
                var d = likelihood(at[0]);
                gradient[0] = d.Mu;
                hessian[0] = d.MuMu;
                return d.Value;
            },
            point,
            longestStep: 2);
        return point[0];
    }

    private static int Parameters(PoolingModel model, int studies) => model switch
    {
        PoolingModel.GlmmUmFs => studies + 2,
        PoolingModel.GlmmUmRs => 4,
        _ => 2,
    };

    private static (TestResult? Ratio, TestResult? Wald) Homogeneity(
        Frame frame, IInterceptLikelihood likelihood, Func<int, double, double, InterceptDerivatives> one, double common) =>
        likelihood is RandomStudyLikelihood random ? random.Homogeneity(common) : Homogeneity(frame, one, likelihood.Evaluate(common, 0).Value);

    /// <summary>Tests of an odds ratio for each study against a common one: likelihood ratio, and Wald, to which studies at infinity add nothing.</summary>
    private static (TestResult? Ratio, TestResult? Wald) Homogeneity(Frame frame, Func<int, double, double, InterceptDerivatives> one, double common)
    {
        double value = 0, weights = 0, mean = 0;
        List<(double Effect, double Weight)> finite = [];
        for (var i = 0; i < frame.Tables.Length; i++)
        {
            var table = frame.Tables[i];
            var index = i;
            if (IsInfinite(table, frame.Model))
            {
                // The maximum is at infinity; thirty units of the logit away it is reached to double precision.
                var low = one(index, -30, 0).Value;
                value += Math.Max(low, one(index, 30, 0).Value);
                continue;
            }

            var theta = Common(at => one(index, at, 0));
            var d = one(index, theta, 0);
            value += d.Value;
            finite.Add((theta, -d.MuMu));
            weights += -d.MuMu;
            mean += -d.MuMu * (theta - mean) / weights;
        }

        var statistic = Math.Max(0, 2 * (value - common));
        var df = frame.Tables.Length - 1;
        var ratio = df > 0 ? new TestResult(statistic, df, ChiSquaredDistribution.Upper(statistic, df)) : null;
        if (finite.Count < 2)
        {
            return (ratio, null);
        }

        var q = finite.Sum(f => f.Weight * (f.Effect - mean) * (f.Effect - mean));
        return (ratio, new TestResult(q, df, ChiSquaredDistribution.Upper(q, df)));
    }

    private static bool IsInfinite(Table t, PoolingModel model) => t.A == 0 || t.C == 0 || (model != PoolingModel.GlmmCmAl && (t.B == 0 || t.D == 0));

    private static double TypicalVariance(Frame frame)
    {
        double first = 0, second = 0;
        var effects = TwoArmEffects.Compute(frame.Data, Measure.OddsRatio, frame.Options.ZeroCorrection);
        foreach (var i in frame.Kept)
        {
            first += 1 / effects.Variance[i];
            second += 1 / (effects.Variance[i] * effects.Variance[i]);
        }

        return (frame.Kept.Length - 1) * first / (first * first - second);
    }

    private static PooledEffect Result(Frame frame, Estimate pooled, TransformedEstimate transformed, Func<int, double?> information)
    {
        var columns = StudyColumns.FromEffects(
            Measure.OddsRatio, frame.Data.Study, TwoArmEffects.Compute(frame.Data, Measure.OddsRatio, frame.Options.ZeroCorrection), frame.Options.Level);
        var weights = new double?[frame.Data.Count];
        for (var i = 0; i < frame.Kept.Length; i++)
        {
            weights[frame.Kept[i]] = information(i);
        }

        var sum = weights.Sum(w => w ?? 0);
        var studies = new StudyEstimate[frame.Data.Count];
        for (var i = 0; i < studies.Length; i++)
        {
            studies[i] = new StudyEstimate(
                frame.Data.Study[i],
                new Estimate(columns.OwnValue(i), columns.OwnInterval(i)),
                columns.IsUsable(i) ? columns.Effects.Effect[i] : null,
                columns.IsUsable(i) ? columns.Effects.Variance[i] : null,
                sum > 0 ? 100 * (weights[i] ?? 0) / sum : null);
        }

        return new PooledEffect
        {
            Measure = Measure.OddsRatio,
            Model = frame.Model,
            IntervalMethod = frame.Method,
            Level = frame.Options.Level,
            StudyCount = frame.Data.Count,
            Pooled = pooled,
            Transformed = transformed,
            Heterogeneity = new HeterogeneityResult(),
            Studies = studies,
            Coefficients = [new Coefficient("intercept", transformed)],
            Covariance = transformed.StandardError is { } se ? [[se * se]] : [],
            Notes = frame.Notes,
        };
    }

    /// <summary>Data, choices, and the studies that say something.</summary>
    private sealed record Frame(
        PoolingModel Model, TwoArmData Data, TwoArmOptions Options, IntervalMethod Method, int[] Kept, Table[] Tables, List<string> Notes);

    /// <summary>The same likelihood held at tau = 0, for a single study.</summary>
    private sealed class WithoutHeterogeneity(IInterceptLikelihood inner) : IInterceptLikelihood
    {
        public InterceptDerivatives Evaluate(double mu, double tau) => inner.Evaluate(mu, 0) with { Tau = 0, MuTau = 0, TauTau = -1 };
    }
}
