using System.Runtime.CompilerServices;

namespace CarTEvidence.Resampling;

internal sealed unsafe partial class BinomialNormalBatch
{
    // Places in the state, one vector of lanes each: the answers, what an evaluation leaves, and the homogeneous fit.
    private const int MeanAt = 0, TauSquaredAt = 1, PrecisionAt = 2, LogLikelihoodAt = 3;
    private const int ValueAt = 4, ScoreMuAt = 5, ScoreTauAt = 6, CurveMuAt = 7, CurveMixedAt = 8, CurveTauAt = 9;
    private const int PooledAt = 10, PooledValueAt = 11, PooledPrecisionAt = 12, PooledSlopeAt = 13, ExtremeAt = 14, StartMeanAt = 15, StartTauAt = 16, StateCount = 17;

    private const double LogStep = -1.8971199848858813;
    private const int MostSteps = 200, MostHalvings = 12;

    // A step this small, relative to 1 + tau, leaves an error of its square.
    private const double StepTolerance = 1e-6;
    // What the quadrature may take from the log-likelihood of a study; a point lower by no more is not worse.
    private const double QuadratureError = 1e-9;
    private const double SmallestTau = 1e-4, SmallestStart = 0.1;

    // How far μ, in units of tau, and tau may move before the points are found anew.
    private const double MostShift = 0.3, MostShrunk = 0.85, MostGrown = 1.25;

    /// <summary>The homogeneous fit of every lane, where the modes may begin, and which lanes have no finite fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Prepare<T>(int lane)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), half = T.All(0.5), events = zero, total = zero, mixed = zero;
        for (int study = 0; study < Count; study++)
        {
            int at = (study * Size) + lane;
            T x = T.Load(Events + at), n = T.All(_totals[study]), others = n - x, multiplicity = T.Load(Multiplicities + at);
            events = T.MultiplyAdd(multiplicity, x, events);
            total = T.MultiplyAdd(multiplicity, n, total);
            mixed = T.MultiplyAdd(multiplicity, x * others, mixed);
        }

        T p = events / total, q = (total - events) / total, spread = zero, single = zero;
        for (int study = 0; study < Count; study++)
        {
            int at = (study * Size) + lane;
            T n = T.All(_totals[study]), multiplicity = T.Load(Multiplicities + at), score = T.NegatedMultiplyAdd(n, p, T.Load(Events + at));
            spread = T.MultiplyAdd(multiplicity, T.NegatedMultiplyAdd(n * p, q, score * score), spread);
            single = T.MultiplyAdd(multiplicity, n - one, single);
        }

        T none = T.Or(T.LessThan(events, half), T.LessThan(total - events, half)), safe = T.Select(none, half, p), rest = one - safe;
        T extreme = T.Or(none, T.And(T.LessThan(mixed, half), T.LessThan(zero, single)));
        T logHit = LaneMath.Log(safe), logMiss = LaneMath.Log(rest);
        T.Store(_state + (PooledAt * Size) + lane, logHit - logMiss);
        T.Store(_state + (PooledValueAt * Size) + lane, T.MultiplyAdd(events, logHit, (total - events) * logMiss));
        T.Store(_state + (PooledPrecisionAt * Size) + lane, total * p * q);

        // A mode begins between the study's own logit and μ.
        T start = Most(T.All(SmallestStart), Least(T.All(LargestTau), T.Load(_state + (StartTauAt * Size) + lane))), mu = T.Load(_state + (StartMeanAt * Size) + lane), precision = one / (start * start);
        mu = T.Select(T.LessThan(T.AbsoluteValue(mu), T.All(double.PositiveInfinity)), mu, logHit - logMiss);
        T.Store(_state + (StartMeanAt * Size) + lane, mu);
        T.Store(_state + (StartTauAt * Size) + lane, start);
        for (int study = 0; study < Count; study++)
        {
            int at = (study * Size) + lane;
            T n = T.All(_totals[study]), x = T.Load(Events + at), hit = x + half, miss = (n - x) + half, peak = LaneMath.Log(hit / miss);
            T information = hit * miss / (n + one);
            T.Store(_peaks + at, peak);
            T.Store(_modes + at, T.MultiplyAdd(information, peak, precision * mu) / (information + precision));
        }

        // Single patients know the average alone: their heterogeneity is taken to be none.
        T.Store(_state + (PooledSlopeAt * Size) + lane, T.Select(T.LessThan(zero, single), spread, zero - one));
        T.Store(_state + (ExtremeAt * Size) + lane, T.Select(extreme, one, T.Select(T.LessThan(zero, single), zero, T.All(-1))));
    }

    /// <summary>Climbs every lane to its maximum.</summary>
    /// <remarks>
    /// The log-likelihood is even in tau, so tau = 0 is always a stationary point; it is a maximum where the slope in tau² of the homogeneous fit is not
    /// positive. A lane whose Newton step leads there, and which is not higher already, ends there.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Climb<T>(int lane)
        where T : unmanaged, ILanes<T>
    {
        T zero = T.All(0), one = T.All(1), all = T.LessThan(zero, one);
        T pooled = T.Load(_state + (PooledAt * Size) + lane), pooledValue = T.Load(_state + (PooledValueAt * Size) + lane);
        T extreme = T.Load(_state + (ExtremeAt * Size) + lane), level = T.LessThan(T.Load(_state + (PooledSlopeAt * Size) + lane), T.All(1e-12));
        T mu = T.Load(_state + (StartMeanAt * Size) + lane), tau = T.Load(_state + (StartTauAt * Size) + lane), atMu = mu, atTau = tau, value = T.All(double.NegativeInfinity);
        T stepMu = zero, stepTau = zero, halvings = zero, placedMu = mu, placedTau = tau, stale = all;
        T live = T.And(T.LessThan(extreme, T.All(0.5)), T.LessThan(T.All(-0.5), extreme)), ended = T.AndNot(all, live), precision = zero;
        for (int step = 0; step < MostSteps && T.Bits(live) != 0; step++)
        {
            placedMu = T.Select(stale, mu, placedMu);
            placedTau = T.Select(stale, tau, placedTau);
            Evaluate(lane, stale, mu, tau);
            T found = T.Load(_state + (ValueAt * Size) + lane), h11 = T.Load(_state + (CurveMuAt * Size) + lane);
            T h12 = T.Load(_state + (CurveMixedAt * Size) + lane), h22 = T.Load(_state + (CurveTauAt * Size) + lane);
            T g1 = T.Load(_state + (ScoreMuAt * Size) + lane), g2 = T.Load(_state + (ScoreTauAt * Size) + lane);

            // Upwards: take the point and turn the derivatives into the next step. Not so: half the last step.
            T worse = T.And(T.LessThan(found, value - T.All(QuadratureError * (Count + 10))), T.LessThan(halvings, T.All(MostHalvings))), taken = T.AndNot(live, worse);
            T determinant = T.MultiplySubtract(h11, h22, h12 * h12), scale = zero - (one / determinant);
            T newtonMu = T.MultiplySubtract(h22, g1, h12 * g2) * scale, newtonTau = T.MultiplySubtract(h11, g2, h12 * g1) * scale;
            T concave = T.And(T.LessThan(h11, zero), T.LessThan(zero, determinant)), away = T.All(0.5) * tau;
            newtonMu = T.Select(concave, newtonMu, zero - (g1 / h11));
            newtonTau = T.Select(concave, newtonTau, T.Select(T.LessThan(zero, g2), away, zero - away));
            T longest = T.MultiplyAdd(T.All(2), tau, one);
            newtonMu = Least(longest, Most(zero - longest, newtonMu));

            // Towards no heterogeneity, where that is a maximum and none higher is known.
            T home = T.And(T.And(taken, level), T.AndNot(T.LessThan(tau + newtonTau, T.All(0.1) * tau), T.LessThan(pooledValue, found)));
            home = T.Or(home, T.And(taken, T.LessThan(tau, T.All(SmallestTau))));
            newtonTau = Least(longest, Most(T.All(-0.8) * tau, newtonTau));
            newtonTau = Least(T.All(LargestTau) - tau, newtonTau);

            T half = T.All(0.5);
            atMu = T.Select(taken, mu, atMu);
            atTau = T.Select(taken, tau, atTau);
            value = T.Select(taken, found, value);
            precision = T.Select(taken, T.Select(concave, zero - (determinant / h22), zero - h11), precision);
            stepMu = T.Select(taken, newtonMu, stepMu * half);
            stepTau = T.Select(taken, newtonTau, stepTau * half);
            halvings = T.Select(taken, zero, halvings + one);
            T small = T.All(StepTolerance) * (one + tau);
            T arrived = T.And(taken, T.And(T.LessThan(T.AbsoluteValue(stepMu), small), T.LessThan(T.AbsoluteValue(stepTau), small)));
            ended = T.Or(ended, home);
            live = T.AndNot(live, T.Or(arrived, home));
            T moved = T.Or(live, arrived);
            mu = T.Select(moved, atMu + stepMu, mu);
            tau = T.Select(moved, atTau + stepTau, tau);
            T shift = T.AbsoluteValue(mu - placedMu), far = T.LessThan(T.All(MostShift) * placedTau, shift);
            far = T.Or(far, T.Or(T.LessThan(tau, T.All(MostShrunk) * placedTau), T.LessThan(T.All(MostGrown) * placedTau, tau)));
            stale = T.And(live, far);
        }

        // The homogeneous fit, where it is the higher of two maxima or the only one.
        ended = T.Or(ended, T.And(level, T.LessThan(value, pooledValue)));
        T.Store(Mean + lane, T.Select(ended, pooled, mu));
        T.Store(TauSquared + lane, T.Select(ended, zero, tau * tau));
        T.Store(Precision + lane, T.Select(ended, T.Load(_state + (PooledPrecisionAt * Size) + lane), precision));
        T.Store(LogLikelihood + lane, T.Select(ended, pooledValue, value));
        for (int l = lane; l < lane + T.Width; l++)
        {
            if (_state[(ExtremeAt * Size) + l] > 0)
            {
                Extreme(l);
            }
        }
    }

    /// <summary>A data set of which all or none, or in every study all or none, had the event: the limits of its estimates.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Extreme(int lane)
    {
        double with = 0, without = 0;
        for (int study = 0; study < Count; study++)
        {
            double multiplicity = Multiplicities[(study * Size) + lane];
            (with, without) = Events[(study * Size) + lane] > 0 ? (with + multiplicity, without) : (with, without + multiplicity);
        }

        Mean[lane] = with == without ? 0 : with > without ? double.PositiveInfinity : double.NegativeInfinity;
        TauSquared[lane] = with > 0 && without > 0 ? double.PositiveInfinity : 0;
        Precision[lane] = 0;
        LogLikelihood[lane] = with == 0 || without == 0 ? 0 : (with * Math.Log(with / (with + without))) + (without * Math.Log(without / (with + without)));
    }
}
