namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The log-likelihood of the binomial-normal model: small studies one by one, informative ones eight at a time, and at tau = 0 all of them as one.</summary>
internal sealed class BinomialNormalLikelihood : IInterceptLikelihood
{
    private readonly DistinctStudies _studies;
    private readonly InterceptLikelihood<BinomialLikelihood, BinomialBranch> _each;
    private readonly int[] _small;
    private readonly InformativeStudies? _informative;
    private readonly CommonProportion _common;

    /// <summary>Takes the distinct studies.</summary>
    public BinomialNormalLikelihood(DistinctStudies studies)
    {
        _studies = studies;
        _each = new InterceptLikelihood<BinomialLikelihood, BinomialBranch>(
            Array.ConvertAll(studies.Pairs, p => new BinomialLikelihood(p.Events, p.Total)), studies.Counts);
        _common = new CommonProportion(studies);
        var all = Enumerable.Range(0, studies.Pairs.Length);
        var informative = all.Where(i => InformativeStudies.MayTake(studies.Pairs[i])).ToArray();
        _small = [.. all.Where(i => !InformativeStudies.MayTake(studies.Pairs[i]))];
        _informative = informative.Length > 0 ? new InformativeStudies(studies, informative, _each) : null;
    }

    /// <summary>Points of the quadrature.</summary>
    public QuadratureGrid Grid
    {
        get => _each.Grid;
        set => _each.Grid = value;
    }

    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau)
    {
        if (tau == 0)
        {
            return _common.Evaluate(mu);
        }

        var sum = _informative?.Evaluate(mu, tau) ?? default;
        foreach (var i in _small)
        {
            sum.Add(_each.EvaluateOne(i, mu, tau), _studies.Counts[i]);
        }

        return sum;
    }

    /// <summary>Contribution of one distinct study.</summary>
    public InterceptDerivatives EvaluateOne(int index, double mu, double tau) => _each.EvaluateOne(index, mu, tau);

    /// <summary>Information of each distinct study on μ.</summary>
    public double[] Information(double mu, double tau)
    {
        var information = new double[_studies.Pairs.Length];
        _informative?.Information(mu, tau, information);
        foreach (var i in _small)
        {
            information[i] = -_each.EvaluateOne(i, mu, tau).MuMu;
        }

        return information;
    }
}
