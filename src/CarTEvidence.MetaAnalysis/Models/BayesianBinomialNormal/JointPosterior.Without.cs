namespace CarTEvidence.MetaAnalysis.Models;

/// <content>The posterior without one study: its likelihood divided out at the points of the grid.</content>
internal sealed partial class JointPosterior
{
    // What may be lost beyond the ends of a grid that was made for all studies.
    private const double LostMass = 1e-10;

    // Panels of μ no longer than this, in standard deviations of the posterior that they have to carry.
    private const double LongestPanel = 1.5;

    private JointPosterior(JointPosterior whole, int index, double[][] study)
    {
        _tailExponent = whole._tailExponent - (whole._grid.Bounds(index) ? 1 : 0);
        (_priors, _centre, _width, _tauScale) = (whole._priors, whole._centre, whole._width, whole._tauScale);
        (_tauGrid, _muGrid, _grid, _average, _span) = (whole._tauGrid, whole._muGrid, whole._grid, whole._average, whole._span);
        (Tau, Mu) = (whole.Tau, whole.Mu);
        (_conditional, _logMass) = (new double[Tau.Length][], new double[Tau.Length]);
        for (var i = 0; i < Tau.Length; i++)
        {
            (_conditional[i], var factor) = Divide(whole._conditional[i], study[i], _span[i]);
            _logMass[i] = whole._logMass[i] + factor;
        }

        _before = Array.ConvertAll(_conditional, row => _muGrid.BeforePanels(row));
        Weigh([.. Tau.Select((tau, i) => _priors.Tau.LogDensity(tau) + _logMass[i])]);
    }

    /// <summary>The posterior without each distinct study in turn, by its index; <c>null</c> where the grid of all studies does not carry it.</summary>
    /// <remarks>Every study's likelihood is computed once more on the whole grid: O(k) in all.</remarks>
    public IEnumerable<(int Index, JointPosterior? Posterior)> WithoutEach()
    {
        foreach (var (index, log) in _grid.Each(Tau, Mu))
        {
            var without = new JointPosterior(this, index, log);
            yield return (index, without.IsCarried() ? without : null);
        }
    }

    /// <summary>A density over the likelihood of one study, normalised, and the log of its integral before.</summary>
    private (double[] Row, double Log) Divide(double[] density, double[] log, (int From, int To) span)
    {
        var row = new double[density.Length];
        if (span.To <= span.From)
        {
            return (row, double.NegativeInfinity);
        }

        // Relative to where the density is highest, so that the quotient neither overflows nor vanishes.
        var best = span.From;
        for (var j = span.From; j < span.To; j++)
        {
            best = density[j] > density[best] ? j : best;
        }

        var sum = 0.0;
        for (var j = span.From; j < span.To; j++)
        {
            row[j] = density[j] == 0 ? 0 : density[j] * Math.Exp(log[best] - log[j]);
            sum += _muGrid.Weights[j] * row[j];
        }

        for (var j = span.From; j < span.To; j++)
        {
            row[j] /= sum;
        }

        return (row, Math.Log(sum) - log[best]);
    }

    /// <summary>Whether nothing is lost at the ends of the grid, and its panels are short enough where the density is.</summary>
    private bool IsCarried()
    {
        var lost = 0.0;
        int first = -1, last = -1;
        for (var i = 0; i < Tau.Length; i++)
        {
            var (from, to) = _span[i];
            if (to > from)
            {
                lost += _mass[i] * (_conditional[i][from] + _conditional[i][to - 1]);
                (first, last) = (first < 0 ? i : first, i);
            }
        }

        lost += _tauDensity[last] + (_tauGrid.Low > 0 || first > 0 ? _tauDensity[first] : 0);
        var mean = ExpectMu(mu => mu);
        var deviation = Math.Sqrt(ExpectMu(mu => (mu - mean) * (mu - mean)));
        var panel = (_muGrid.High - _muGrid.Low) / (Mu.Length / Numerics.PanelGrid.Order) * Math.Sqrt(_width * _width + (mean - _centre) * (mean - _centre));
        return lost < LostMass && panel < LongestPanel * deviation;
    }
}
