using CarTEvidence.MetaAnalysis.Models;
using CarTEvidence.MetaAnalysis.Numerics;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The engine's ways to pool proportions as methods that <see cref="Simulation"/> and <see cref="Resampling.MethodAudit"/> judge.</summary>
/// <remarks>Methods made here share their fits: typical study and average of one model cost one fit a data set.</remarks>
public static class ProportionMethods
{
    // Where half of the studies are all events and half none, the typical study lies as likely at 0 as at 1.
    private const double Undecided = 0.5;

    /// <summary>Any model with any choices; what <see cref="Pooling.Proportions"/> answers.</summary>
    /// <param name="name">Its name in the table.</param>
    /// <param name="options">Model, measure, estimator, interval and level.</param>
    /// <param name="quantity">What the interval is meant to cover.</param>
    public static SimulationMethod Of(string name, ProportionOptions options, PooledQuantity quantity = PooledQuantity.Typical)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SimulationMethod(
            name,
            data =>
            {
                var effect = data.Share(options, set => Pooling.Proportions(Data(set), options));
                return Answer(quantity == PooledQuantity.Average ? effect.Marginal ?? effect.Pooled : effect.Pooled, effect.Converged);
            },
            Target(quantity));
    }

    /// <summary>The default of this library: binomial-normal maximum likelihood with profile-likelihood intervals, Clopper–Pearson at the boundary.</summary>
    /// <param name="quantity">What the interval is meant to cover.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1.</param>
    public static SimulationMethod BinomialNormal(PooledQuantity quantity = PooledQuantity.Typical, double level = 0.95)
    {
        var options = ProportionOptions.Default with { Level = level };
        return new SimulationMethod(
            $"binomial-normal, profile likelihood, {Words(quantity)}",
            data =>
            {
                var fit = data.Share(options, set => new BinomialNormalEstimates(Data(set), options));
                return Answer(quantity == PooledQuantity.Average ? fit.Average() : fit.Typical(), fit.Converged);
            },
            Target(quantity));
    }

    /// <summary>Binomial-normal maximum likelihood of the typical study with profile-likelihood limits everywhere: at the boundary, where every patient or none has the event, one limit from the likelihood ratio.</summary>
    /// <param name="penalty">Scale of a half-normal density on tau that penalises the likelihood; <c>null</c> for none.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1.</param>
    public static SimulationMethod ProfileLikelihood(double? penalty = null, double level = 0.95)
    {
        NominalLevel.Check(level, nameof(level));
        var scale = penalty is { } s ? Positive.Check(s, nameof(penalty)) : double.PositiveInfinity;
        var name = penalty is null ? "binomial-normal, profile likelihood at the boundary too, typical" : FormattableString.Invariant($"binomial-normal penalised by half-normal({scale}), typical");
        return new SimulationMethod(name, data => Answer(PenalisedBinomialNormal.Typical(Data(data), scale, level), converged: true));
    }

    /// <summary>The Bayesian binomial-normal model with equal-tailed intervals.</summary>
    /// <param name="priors">The priors; <c>null</c> for the defaults.</param>
    /// <param name="quantity">What the interval is meant to cover.</param>
    /// <param name="level">Nominal coverage, strictly between 0 and 1.</param>
    /// <remarks>Data sets of at most 600 patients under a half-normal prior are computed on a grid that all of them share, good to about 1e-4 in the proportion.</remarks>
    public static SimulationMethod Bayesian(BinomialNormalPriors? priors = null, PooledQuantity quantity = PooledQuantity.Typical, double level = 0.95)
    {
        var assumed = priors ?? BinomialNormalPriors.Default;
        var tail = 0.5 * (1 - NominalLevel.Check(level, nameof(level)));
        var table = assumed.Tau is HalfNormalPrior ? new Lazy<PosteriorTable>(() => new PosteriorTable(assumed)) : null;
        return new SimulationMethod(
            $"Bayesian, {assumed}, {Words(quantity)}",
            data =>
            {
                var quantile = table is not null && PosteriorTable.Suits(data.Totals)
                    ? Tabled(data.Share(assumed, set => table.Value.Posterior(set.Events, set.Totals)), quantity)
                    : Explored(data.Share(assumed, set => BayesianBinomialNormalModel.Posterior(Data(set), assumed)), quantity);
                return new MethodAnswer(quantile(0.5), quantile(tail), quantile(1 - tail));
            },
            Target(quantity));
    }

    /// <summary>All patients taken as one study, with the Clopper–Pearson interval.</summary>
    /// <param name="level">Nominal coverage, strictly between 0 and 1.</param>
    public static SimulationMethod PooledCounts(double level = 0.95) => new(
        "counts pooled, Clopper–Pearson",
        data =>
        {
            var (events, total) = (data.Events.Sum(x => (long)x), data.Totals.Sum(n => (long)n));
            var interval = ProportionInterval.Compute(events, total, StudyIntervalMethod.ClopperPearson, level);
            return new MethodAnswer((double)events / total, interval.Lower, interval.Upper);
        },
        SimulationTarget.Average);

    private static Func<double, double> Tabled(TabledPosterior posterior, PooledQuantity quantity) =>
        quantity == PooledQuantity.Average ? posterior.AverageQuantile : posterior.TypicalQuantile;

    private static Func<double, double> Explored(JointPosterior posterior, PooledQuantity quantity) =>
        quantity == PooledQuantity.Average ? p => Logistic.Expit(posterior.AverageQuantile(p)) : p => Logistic.Expit(posterior.MuQuantile(p));

    private static MethodAnswer Answer(Estimate estimate, bool converged) =>
        converged && estimate is { Interval: { } interval } ? new MethodAnswer(estimate.Value ?? Undecided, interval.Lower, interval.Upper) : MethodAnswer.None;

    private static ProportionData Data(SimulatedProportions data) =>
        new(Enumerable.Repeat(string.Empty, data.Totals.Length), data.Events.Select(e => (long)e), data.Totals.Select(n => (long)n));

    private static SimulationTarget Target(PooledQuantity quantity) => quantity == PooledQuantity.Average ? SimulationTarget.Average : SimulationTarget.Typical;

    private static string Words(PooledQuantity quantity) => quantity == PooledQuantity.Average ? "average" : "typical";
}
