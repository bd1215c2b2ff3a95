using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Sums over quadrature points of products of both arms' scores and informations, in eight lanes; z = u / 2.</summary>
internal struct TwoArmSums
{
    private readonly double _step;

    // Scores are summed about those at the centre: far from the maximum they are billions that hardly differ.
    private readonly double _aboutA, _aboutM, _aboutT;
    private Vector512<double> _one, _a, _m, _t, _aa, _am, _at, _mm, _mt, _tt, _k, _km, _kt, _kmt, _ktt;

    /// <summary>Starts with the centre point, whose weight is 1.</summary>
    public TwoArmSums(double step, double z, double s1, double s2, double k1, double k2)
    {
        (_step, _aboutA, _aboutM, _aboutT) = (step, s1 + s2, s1, z * (s1 - s2));
        Add(Vector512.CreateScalar(1.0), Vector512.Create(z), Vector512.Create(s1), Vector512.Create(s2), Vector512.Create(k1), Vector512.Create(k2));
    }

    /// <summary>Adds eight points: weight, z, and score and information of the treated and of the control arm.</summary>
    public void Add(Vector512<double> w, Vector512<double> z, Vector512<double> s1, Vector512<double> s2, Vector512<double> k1, Vector512<double> k2)
    {
        var (a, m, t) = (s1 + s2 - Vector512.Create(_aboutA), s1 - Vector512.Create(_aboutM), z * (s1 - s2) - Vector512.Create(_aboutT));
        var (wa, wm, wt) = (w * a, w * m, w * t);
        var (wk, wkm, wz) = (w * (k1 + k2), w * k1, w * z);
        _one += w;
        _a += wa;
        _m += wm;
        _t += wt;
        _aa += wa * a;
        _am += wa * m;
        _at += wa * t;
        _mm += wm * m;
        _mt += wm * t;
        _tt += wt * t;
        _k += wk;
        _km += wkm;
        _kt += wz * (k1 - k2);
        _kmt += wkm * z;
        _ktt += wk * z * z;
    }

    /// <summary>Turns the sums into the log of the integral, from the log of the integrand at the centre, and its derivatives.</summary>
    public readonly void Finish(double logCentre, out TwoArmDerivatives result)
    {
        var total = Vector512.Sum(_one);
        var w = 1 / total;
        var (a, m, t) = (Vector512.Sum(_a) * w, Vector512.Sum(_m) * w, Vector512.Sum(_t) * w);
        var own = new InterceptDerivatives
        {
            Value = logCentre + Math.Log(total * _step),
            Mu = _aboutM + m,
            Tau = _aboutT + t,
            MuMu = (Vector512.Sum(_mm) - Vector512.Sum(_km)) * w - m * m,
            MuTau = (Vector512.Sum(_mt) - Vector512.Sum(_kmt)) * w - m * t,
            TauTau = (Vector512.Sum(_tt) - Vector512.Sum(_ktt)) * w - t * t,
        };
        result = new TwoArmDerivatives(
            own,
            _aboutA + a,
            (Vector512.Sum(_aa) - Vector512.Sum(_k)) * w - a * a,
            (Vector512.Sum(_am) - Vector512.Sum(_km)) * w - a * m,
            (Vector512.Sum(_at) - Vector512.Sum(_kt)) * w - a * t);
    }
}
