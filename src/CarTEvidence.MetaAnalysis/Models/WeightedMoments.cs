namespace CarTEvidence.MetaAnalysis;

/// <summary>What a weighted least-squares fit at a given tau² says, with W = diag(1 / (v + tau²)), P = W − W X (XᵀWX)⁻¹ XᵀW and r the residuals.</summary>
/// <param name="TauSquared">The tau² it was made at.</param>
/// <param name="Residual">yᵀPy = Σ w r², the generalised Q.</param>
/// <param name="SumW">Σ w.</param>
/// <param name="SumW2">Σ w².</param>
/// <param name="TraceP">tr P.</param>
/// <param name="TracePP">tr PP.</param>
/// <param name="Second">yᵀPPy = Σ w² r².</param>
/// <param name="Third">yᵀPPPy.</param>
/// <param name="LogDeterminant">log |XᵀWX| − log |XᵀX|.</param>
internal readonly record struct WeightedMoments(
    double TauSquared, double Residual, double SumW, double SumW2, double TraceP, double TracePP, double Second, double Third, double LogDeterminant)
{
    /// <summary>Derivative of the restricted log-likelihood in tau².</summary>
    public double RestrictedScore => 0.5 * (Second - TraceP);

    /// <summary>Second derivative of the restricted log-likelihood in tau².</summary>
    public double RestrictedCurvature => 0.5 * TracePP - Third;

    /// <summary>Derivative of the log-likelihood, maximised over the coefficients, in tau².</summary>
    public double Score => 0.5 * (Second - SumW);

    /// <summary>Second derivative of the log-likelihood, maximised over the coefficients, in tau².</summary>
    public double Curvature => 0.5 * SumW2 - Third;
}
