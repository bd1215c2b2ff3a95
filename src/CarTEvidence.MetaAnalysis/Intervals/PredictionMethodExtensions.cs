namespace CarTEvidence.MetaAnalysis;

/// <summary>What the prediction methods have in common.</summary>
internal static class PredictionMethodExtensions
{
    /// <summary>Whether normal quantiles are used.</summary>
    public static bool IsNormal(this PredictionMethod method) => method is PredictionMethod.Normal or PredictionMethod.ModelNormal;

    /// <summary>Whether one degree of freedom more is spent, on tau².</summary>
    public static bool SpendsOneOnTauSquared(this PredictionMethod method) =>
        method is PredictionMethod.HigginsThompsonSpiegelhalter or PredictionMethod.HartungKnappPartlettRiley or PredictionMethod.KenwardRogerPartlettRiley;
}
