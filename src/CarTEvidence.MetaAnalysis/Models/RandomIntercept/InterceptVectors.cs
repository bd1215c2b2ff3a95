using System.Runtime.Intrinsics;

namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>As <see cref="InterceptDerivatives"/>, of eight studies.</summary>
internal struct InterceptVectors
{
    public Vector512<double> Value;
    public Vector512<double> Mu;
    public Vector512<double> Tau;
    public Vector512<double> MuMu;
    public Vector512<double> MuTau;
    public Vector512<double> TauTau;

    /// <summary>Adds <paramref name="count"/> times the contributions of eight other studies, lane by lane.</summary>
    public void Add(in InterceptVectors other, Vector512<double> count)
    {
        Value += count * other.Value;
        Mu += count * other.Mu;
        Tau += count * other.Tau;
        MuMu += count * other.MuMu;
        MuTau += count * other.MuTau;
        TauTau += count * other.TauTau;
    }

    /// <summary>The sum over the lanes.</summary>
    public readonly InterceptDerivatives Sum() => new()
    {
        Value = Vector512.Sum(Value),
        Mu = Vector512.Sum(Mu),
        Tau = Vector512.Sum(Tau),
        MuMu = Vector512.Sum(MuMu),
        MuTau = Vector512.Sum(MuTau),
        TauTau = Vector512.Sum(TauTau),
    };
}
