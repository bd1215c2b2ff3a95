namespace CarTEvidence.MetaAnalysis;

/// <summary>What the prediction methods have in common.</summary>
internal static class PredictionMethodExtensions
{
    /// <summary>Whether normal quantiles are used.</summary>
    public static bool IsNormal(this PredictionMethod method) => method is PredictionMethod.Normal or PredictionMethod.ModelNormal;

    /// <summary>Whether one degree of freedom more is spent, on tau².</summary>
    public static bool SpendsOneOnTauSquared(this PredictionMethod method) =>
        method is PredictionMethod.HigginsThompsonSpiegelhalter or PredictionMethod.HartungKnappPartlettRiley or PredictionMethod.KenwardRogerPartlettRiley;

    /// <summary>Refuses the methods that belong to one model alone.</summary>
    /// <exception cref="ArgumentException">The method is the posterior's or the beta distribution's.</exception>
    public static void RequireGeneral(this PredictionMethod method)
    {
        if (method is PredictionMethod.Posterior or PredictionMethod.Beta)
        {
            throw new ArgumentException(
                $"The prediction \"{MethodNames.Predictions[method].Name}\" belongs to the {(method == PredictionMethod.Posterior ? "Bayesian" : "beta-binomial")} model.", nameof(method));
        }
    }
}
