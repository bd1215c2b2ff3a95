using System.Globalization;

namespace CarTEvidence.MetaAnalysis.Models;

/// <content>What every answer of the model shares.</content>
internal static partial class BinomialNormalModel
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The log-likelihood of the data.</summary>
    public static BinomialNormalLikelihood Likelihood(ProportionFrame frame) => new(frame.Studies);
}
