namespace CarTEvidence.MetaAnalysis;

/// <summary>What the prediction methods have in common.</summary>
internal static class PredictionMethodExtensions
{
    /// <summary>Whether normal quantiles are used.</summary>
    public static bool IsNormal(this PredictionMethod method) => method is PredictionMethod.Normal or PredictionMethod.ModelNormal;

    /// <summary>Whether one degree of freedom more is spent, on tau².</summary>
    public static bool SpendsOneOnTauSquared(this PredictionMethod method) =>
        method is PredictionMethod.HigginsThompsonSpiegelhalter or PredictionMethod.HartungKnappPartlettRiley or PredictionMethod.KenwardRogerPartlettRiley;

    /// <summary>What a model without Hartung–Knapp and Kenward–Roger standard errors says where one is asked for; <c>null</c> where none is.</summary>
    public static string? OwnStandardErrorNote(this PredictionMethod method) => method switch
    {
        PredictionMethod.HartungKnapp or PredictionMethod.KenwardRoger => Instead(method, PredictionMethod.T),
        PredictionMethod.HartungKnappPartlettRiley or PredictionMethod.KenwardRogerPartlettRiley => Instead(method, PredictionMethod.HigginsThompsonSpiegelhalter),
        _ => null,
    };

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

    private static string Instead(PredictionMethod asked, PredictionMethod taken) =>
        $"The prediction \"{MethodNames.Predictions[asked].Name}\" takes a standard error that inverse-variance models have; the interval is that of \"{MethodNames.Predictions[taken].Name}\".";
}
