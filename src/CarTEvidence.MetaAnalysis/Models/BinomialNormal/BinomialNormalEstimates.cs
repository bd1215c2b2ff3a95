using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The typical study and the average over studies with their profile-likelihood intervals, and nothing else: what a simulation asks for ten thousand times.</summary>
/// <remarks>The numbers are those of <see cref="BinomialNormalModel.Fit"/>.</remarks>
internal sealed class BinomialNormalEstimates
{
    private readonly ProportionFrame _frame;
    private readonly bool _exact;
    private readonly InterceptMaximum _fit;
    private readonly InterceptProfile? _profile;

    /// <summary>Finds the maximum; intervals follow when they are asked for.</summary>
    public BinomialNormalEstimates(ProportionData data, ProportionOptions options)
    {
        _frame = ProportionFrame.Of(PoolingModel.BinomialNormal, data, options, IntervalMethod.ProfileLikelihood);
        _exact = _frame.Events == 0 || _frame.Events == _frame.Total || _frame.Count == 1;
        if (!_exact && !_frame.IsAllOrNone)
        {
            (var likelihood, _fit) = BinomialNormalModel.Maximise(_frame);
            _profile = new InterceptProfile(likelihood, _fit, NormalDistribution.UpperQuantile(0.5 * (1 - options.Level)));
        }
    }

    /// <summary>Whether the fit converged.</summary>
    public bool Converged => _profile is null || _fit.Converged;

    /// <summary>The typical study, expit(μ).</summary>
    public Estimate Typical()
    {
        if (_exact)
        {
            return Exact();
        }

        if (_profile is null)
        {
            var (value, logit) = BinomialNormalModel.TypicalOfAllOrNone(_frame);
            return new Estimate(value, logit.Map(Logistic.Expit));
        }

        return new Estimate(Logistic.Expit(_fit.Mu), _frame.Within(_profile.Mean(-1), _profile.Mean(1)).Map(Logistic.Expit));
    }

    /// <summary>The average over studies, E expit(μ + tau Z).</summary>
    public Estimate Average()
    {
        if (_exact)
        {
            return Exact();
        }

        if (_profile is null)
        {
            var share = ShareOfStudies.Of(_frame);
            return new Estimate(share.Value, share.Logit.Map(Logistic.Expit));
        }

        var average = new LogisticAverage().Logit(_fit.Mu, _fit.Tau);
        return new Estimate(Logistic.Expit(average.Value), _frame.Within(_profile.Average(-1), _profile.Average(1)).Map(Logistic.Expit));
    }

    private Estimate Exact() => new(
        (double)_frame.Events / _frame.Total,
        ProportionInterval.Compute(_frame.Events, _frame.Total, StudyIntervalMethod.ClopperPearson, _frame.Options.Level));
}
