using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>One study's effects on several outcomes, with the covariances of their sampling errors. Valid once built.</summary>
/// <remarks>A study may report any subset of the outcomes. Arrays are copied; equality is by reference.</remarks>
public sealed class MultivariateStudy
{
    private readonly string[] _outcomes;
    private readonly double[] _effects;
    private readonly double[,] _covariance;

    /// <summary>Takes copies of n ≥ 1 outcomes, their effects, and the n × n covariance matrix of the sampling errors.</summary>
    /// <param name="study">Label.</param>
    /// <param name="outcomes">Names of the outcomes, each at most once, length n.</param>
    /// <param name="effects">Effects on the scale of the analysis, finite, length n.</param>
    /// <param name="covariance">Known within-study covariance matrix, symmetric and positive definite, n × n.</param>
    /// <exception cref="ArgumentException">Lengths differ, an outcome is given twice, or the matrix is not a covariance matrix.</exception>
    public MultivariateStudy(string study, IEnumerable<string> outcomes, IEnumerable<double> effects, double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(covariance);
        Study = study;
        _outcomes = [.. outcomes];
        _effects = [.. effects];
        _covariance = (double[,])covariance.Clone();
        var n = _outcomes.Length;
        if (n == 0)
        {
            throw new ArgumentException($"Study \"{study}\" reports no outcome.", nameof(outcomes));
        }

        if (_effects.Length != n || covariance.GetLength(0) != n || covariance.GetLength(1) != n)
        {
            throw Refused(nameof(covariance), $"{n} outcomes, {_effects.Length} effects and a {covariance.GetLength(0)} by {covariance.GetLength(1)} covariance matrix do not fit");
        }

        if (_outcomes.GroupBy(o => o, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw Refused(nameof(outcomes), $"outcome \"{twice.Key}\" is given {twice.Count()} times");
        }

        for (var i = 0; i < n; i++)
        {
            if (!double.IsFinite(_effects[i]))
            {
                throw Refused(nameof(effects), $"the effect on \"{_outcomes[i]}\" is {_effects[i]}; it must be finite");
            }

            for (var j = 0; j < i; j++)
            {
                if (_covariance[i, j] != _covariance[j, i])
                {
                    throw Refused(nameof(covariance), $"the covariance of \"{_outcomes[i]}\" and \"{_outcomes[j]}\" is {_covariance[i, j]} one way and {_covariance[j, i]} the other");
                }
            }
        }

        if (!IsPositiveDefinite(n))
        {
            throw Refused(nameof(covariance), $"the covariance matrix of {n} outcomes is not positive definite");
        }
    }

    /// <summary>Label.</summary>
    public string Study { get; }

    /// <summary>Names of the outcomes, length n.</summary>
    public IReadOnlyList<string> Outcomes => _outcomes;

    /// <summary>Effects, length n.</summary>
    public IReadOnlyList<double> Effects => _effects;

    /// <summary>Covariance of the sampling errors of two outcomes, by their positions.</summary>
    /// <param name="first">Position, 0 to n − 1.</param>
    /// <param name="second">Position, 0 to n − 1.</param>
    public double Covariance(int first, int second) => _covariance[first, second];

    private bool IsPositiveDefinite(int n)
    {
        var copy = new double[n * n];
        for (var i = 0; i < n * n; i++)
        {
            copy[i] = _covariance[i / n, i % n];
        }

        return Numerics.SymmetricMatrix.TryFactor(copy, n);
    }

    private ArgumentException Refused(string name, FormattableString what) =>
        new($"Study \"{Study}\": {what.ToString(CultureInfo.InvariantCulture)}.", name);
}
