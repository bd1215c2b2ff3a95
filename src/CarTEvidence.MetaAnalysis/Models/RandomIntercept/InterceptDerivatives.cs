namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>Log-likelihood of a random-intercept model with its first and second derivatives in (μ, tau).</summary>
internal struct InterceptDerivatives
{
    public double Value;
    public double Mu;
    public double Tau;
    public double MuMu;
    public double MuTau;
    public double TauTau;

    /// <summary>Adds <paramref name="count"/> times another study's contribution.</summary>
    public void Add(in InterceptDerivatives other, double count)
    {
        Value += count * other.Value;
        Mu += count * other.Mu;
        Tau += count * other.Tau;
        MuMu += count * other.MuMu;
        MuTau += count * other.MuTau;
        TauTau += count * other.TauTau;
    }
}
