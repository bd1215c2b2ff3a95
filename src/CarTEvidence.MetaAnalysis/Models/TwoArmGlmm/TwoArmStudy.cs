namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>The binomial likelihoods of one study's arms.</summary>
/// <param name="Treated">Of the treated arm.</param>
/// <param name="Control">Of the control arm.</param>
internal readonly record struct TwoArmStudy(BinomialLikelihood Treated, BinomialLikelihood Control)
{
    /// <summary>Takes a table.</summary>
    public static TwoArmStudy Of(Table table) => new(new BinomialLikelihood(table.A, table.A + table.B), new BinomialLikelihood(table.C, table.C + table.D));
}
