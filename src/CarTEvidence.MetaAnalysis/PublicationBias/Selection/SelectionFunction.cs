namespace CarTEvidence.MetaAnalysis;

/// <summary>How the relative probability that a study is published depends on its p-value, w(p).</summary>
public enum SelectionFunction
{
    /// <summary>Constant between given p-values, 1 in the lowest interval. Vevea and Hedges, doi:10.1007/BF02294384.</summary>
    Step,

    /// <summary>p^(δ₁ − 1) (1 − p)^(δ₂ − 1). Citkowicz and Vevea, doi:10.1037/met0000119.</summary>
    Beta,

    /// <summary>exp(−δ p²). Preston, Ashby and Smyth, Journal of Evaluation in Clinical Practice 2004;10:303-318.</summary>
    HalfNormal,

    /// <summary>exp(−δ p). Preston, Ashby and Smyth 2004.</summary>
    NegativeExponential,

    /// <summary>2 exp(−δ p) / (1 + exp(−δ p)). Preston, Ashby and Smyth 2004.</summary>
    Logistic,

    /// <summary>(1 − p)^δ.</summary>
    Power,
}
