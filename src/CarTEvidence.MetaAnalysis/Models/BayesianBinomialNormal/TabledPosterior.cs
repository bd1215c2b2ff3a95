using CarTEvidence.MetaAnalysis.Numerics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The posterior of one data set on the grid of a <see cref="PosteriorTable"/>.</summary>
internal sealed class TabledPosterior
{
    private readonly PanelGrid _grid;
    private readonly double[] _averages, _joint, _marginal;
    private readonly double _mass;

    /// <param name="grid">Grid of t.</param>
    /// <param name="averages">Logit of the average over studies, tau by tau.</param>
    /// <param name="joint">Density of t times weight of tau, tau by tau, not normalised.</param>
    public TabledPosterior(PanelGrid grid, double[] averages, double[] joint)
    {
        (_grid, _averages, _joint) = (grid, averages, joint);
        _marginal = new double[grid.Points.Length];
        for (var i = 0; i < joint.Length; i++)
        {
            _marginal[i % _marginal.Length] += joint[i];
        }

        _mass = grid.UpTo(Math.PI, _marginal);
    }

    /// <summary>The typical proportion below which probability <paramref name="p"/> lies.</summary>
    public double TypicalQuantile(double p) => Quantile(t => _grid.UpTo(t, _marginal), p);

    /// <summary>The average over studies below which probability <paramref name="p"/> lies.</summary>
    public double AverageQuantile(double p) => Quantile(AverageBelow, p);

    private double Quantile(Func<double, double> below, double p)
    {
        var t = RootFinding.Brent(x => below(x) - p * _mass, 0, Math.PI, 1e-7);
        return Math.Pow(Math.Sin(t / 2), 2);
    }

    private double AverageBelow(double t)
    {
        var logit = 2 * Math.Log(Math.Tan(t / 2));
        var points = _grid.Points.Length;
        var sum = 0.0;
        for (var i = 0; i < _joint.Length; i += points)
        {
            sum += _grid.UpTo(TypicalAt(_averages.AsSpan(i, points), logit), _joint.AsSpan(i, points));
        }

        return sum;
    }

    /// <summary>The t at which the average has a given logit, for one tau: cubic interpolation in the four points around it.</summary>
    private double TypicalAt(ReadOnlySpan<double> averages, double logit)
    {
        var at = averages.BinarySearch(logit);
        at = at < 0 ? ~at : at;
        if (at == 0)
        {
            return logit < averages[0] ? 0 : _grid.Points[0];
        }

        if (at == averages.Length)
        {
            return Math.PI;
        }

        var first = Math.Clamp(at - 2, 0, averages.Length - 4);
        var t = 0.0;
        for (var i = first; i < first + 4; i++)
        {
            var weight = 1.0;
            for (var j = first; j < first + 4; j++)
            {
                weight *= j == i ? 1 : (logit - averages[j]) / (averages[i] - averages[j]);
            }

            t += weight * _grid.Points[i];
        }

        return Math.Clamp(t, _grid.Points[at - 1], _grid.Points[at]);
    }
}
