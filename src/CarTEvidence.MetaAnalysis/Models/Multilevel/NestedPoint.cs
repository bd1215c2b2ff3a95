namespace CarTEvidence.MetaAnalysis;

/// <summary>The nested likelihood at one pair of variances.</summary>
internal sealed class NestedPoint(int coefficientCount)
{
    public double Sigma2Outer { get; init; }

    public double Sigma2Inner { get; init; }

    public double LogLikelihood { get; set; }

    /// <summary>Generalised least-squares coefficients, length p.</summary>
    public double[] Beta { get; } = new double[coefficientCount];

    /// <summary>Their covariance matrix, p × p.</summary>
    public double[] Covariance { get; } = new double[coefficientCount * coefficientCount];

    public double ScoreOuter { get; set; }

    public double ScoreInner { get; set; }

    public double InformationOuter { get; set; }

    public double InformationCross { get; set; }

    public double InformationInner { get; set; }
}
