namespace CarTEvidence.Resampling;

/// <summary>
/// The inverse-variance mean of studies with variances vᵢ + t, as a quotient of polynomials in t: with P = Π(vᵢ + t), E = Σᵢ Πⱼ≠ᵢ(vⱼ + t) = P′ and
/// M = Σᵢ yᵢ Πⱼ≠ᵢ(vⱼ + t) it is M/E, and the weights 1/(vᵢ + t) sum to E/P.
/// </summary>
/// <remarks>
/// Two sets of studies together have P₁P₂, E₁P₂ + P₁E₂ and M₁P₂ + P₁M₂, so that no division is needed before the last.
/// No coefficient of P and E is negative and neither is t: evaluating them by Horner's scheme cancels nothing.
/// A row holds what belongs to one power of t; rows run from the power m − 1 of m studies down to 0, and P begins with tᵐ.
/// </remarks>
internal static unsafe class MeanPolynomial
{
    /// <summary>Doubles in a row.</summary>
    public const int Stride = 4;

    // Places in a row.
    public const int P = 0, E = 1, M = 2;

    // Products of variances that stay between 2^-1000 and 2^1000 leave room for effects and for sums of products.
    private const double LargestExponent = 940;

    /// <summary>Adds a study.</summary>
    /// <param name="rows">Rows for <paramref name="studies"/> + 1 studies, of which the first <paramref name="studies"/> are in use.</param>
    /// <param name="studies">Studies so far.</param>
    /// <param name="variance">Its sampling variance.</param>
    /// <param name="effect">Its effect.</param>
    public static void Add(double* rows, int studies, double variance, double effect)
    {
        rows[(studies * Stride) + P] = rows[(studies * Stride) + E] = rows[(studies * Stride) + M] = 0;
        for (int row = studies; row >= 0; row--)
        {
            double* now = rows + (row * Stride), above = now - Stride;
            (double p, double e, double m) = row == 0 ? (1.0, 0.0, 0.0) : (above[P], above[E], above[M]);
            now[P] = Math.FusedMultiplyAdd(variance, p, now[P]);
            now[E] = Math.FusedMultiplyAdd(variance, e, now[E]) + p;
            now[M] = Math.FusedMultiplyAdd(variance, m, now[M]) + (effect * p);
        }
    }

    /// <summary>
    /// A power of two for all variances, with which no product of the variances of any subset, each with the DerSimonian–Laird tau² of that subset,
    /// leaves the range of a double; 0 where there is none.
    /// </summary>
    /// <remarks>For a subset, Q ≤ Δ²(S₁² − S₂)/(2S₁) with Δ the distance of its outermost effects, whence tau² ≤ Δ²/2.</remarks>
    public static double Scale(StudyTable table)
    {
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < table.Count; i++)
        {
            double effect = table.Rows[(i * StudyTable.Stride) + StudyTable.Effect];
            (least, most) = (Math.Min(least, effect), Math.Max(most, effect));
        }

        double distance = most - least, smallest = Math.Log2(table.LeastVariance), largest = Math.Log2(table.MostVariance + (distance * distance / 2));
        int middle = (int)Math.Round((smallest + largest) / 2);
        bool fits = Math.Abs(middle) < 1000 && ((largest - smallest) / 2 + 1) * table.Count < LargestExponent;
        return fits ? Math.ScaleB(1, -middle) : 0;
    }
}
