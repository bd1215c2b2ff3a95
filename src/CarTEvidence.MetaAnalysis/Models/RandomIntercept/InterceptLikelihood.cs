namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Sums one-study likelihoods over distinct studies, identical ones counted rather than repeated.</summary>
internal sealed class InterceptLikelihood<TStudy, TBranch> : IInterceptLikelihood
    where TStudy : struct, ICountLikelihood<TBranch>
    where TBranch : struct, ILikelihoodBranch
{
    private readonly TStudy[] _studies;
    private readonly double[] _counts;

    // Where each integrand had its mode last time: the next call is usually near.
    private readonly double[] _modes;

    /// <summary>Takes distinct studies and how often each occurs.</summary>
    public InterceptLikelihood(TStudy[] studies, double[] counts)
    {
        _studies = studies;
        _counts = counts;
        _modes = new double[studies.Length];
    }

    /// <summary>Points of the quadrature.</summary>
    public QuadratureGrid Grid { get; set; } = QuadratureGrid.Standard;

    /// <inheritdoc/>
    public InterceptDerivatives Evaluate(double mu, double tau)
    {
        var sum = default(InterceptDerivatives);
        for (var i = 0; i < _studies.Length; i++)
        {
            InterceptIntegral.Evaluate<TStudy, TBranch>(_studies[i], mu, tau, ref _modes[i], Grid, out var one);
            sum.Add(one, _counts[i]);
        }

        return sum;
    }

    /// <summary>Contribution of one distinct study.</summary>
    public InterceptDerivatives EvaluateOne(int index, double mu, double tau)
    {
        InterceptIntegral.Evaluate<TStudy, TBranch>(_studies[index], mu, tau, ref _modes[index], Grid, out var one);
        return one;
    }
}
