using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Sums over quadrature points of the weight times products of u, the score s and the information k, in eight lanes.</summary>
internal struct PosteriorSums
{
    private readonly double _step;
    private Vector512<double> _one, _s, _us, _ss, _uss, _uuss, _k, _uk, _uuk;

    /// <summary>Starts with the centre point, whose weight is 1.</summary>
    public PosteriorSums(double score, double information, double centre, double step)
    {
        _step = step;
        Add(Vector512.CreateScalar(1.0), Vector512.CreateScalar(centre), Vector512.CreateScalar(score), Vector512.CreateScalar(information));
    }

    /// <summary>Adds eight points.</summary>
    public void Add(Vector512<double> w, Vector512<double> u, Vector512<double> s, Vector512<double> k)
    {
        var ws = w * s;
        var wk = w * k;
        var wss = ws * s;
        var uwss = u * wss;
        var uwk = u * wk;
        _one += w;
        _s += ws;
        _us += u * ws;
        _ss += wss;
        _uss += uwss;
        _uuss += u * uwss;
        _k += wk;
        _uk += uwk;
        _uuk += u * uwk;
    }

    /// <summary>Turns the sums into the log of the integral, from the log of the integrand at the centre, and its derivatives.</summary>
    public readonly void Finish(double logCentre, out InterceptDerivatives result)
    {
        var total = Vector512.Sum(_one);
        var scale = 1 / total;
        var s = Vector512.Sum(_s) * scale;
        var us = Vector512.Sum(_us) * scale;
        result = new InterceptDerivatives
        {
            Value = logCentre + Math.Log(total * _step),
            Mu = s,
            Tau = us,
            MuMu = (Vector512.Sum(_ss) - Vector512.Sum(_k)) * scale - s * s,
            MuTau = (Vector512.Sum(_uss) - Vector512.Sum(_uk)) * scale - s * us,
            TauTau = (Vector512.Sum(_uuss) - Vector512.Sum(_uuk)) * scale - us * us,
        };
    }
}
