namespace CarTEvidence.MetaAnalysis;

/// <summary>
/// A positive semidefinite matrix T = L L' by the elements of its lower-triangular factor, with one variance or one correlation held fixed where asked for.
/// </summary>
/// <remarks>
/// The boundary (a zero variance, a correlation of ±1) is an ordinary point of L, so an unconstrained search reaches it.
/// What is held fixed belongs to the first outcome, or to the first two: the caller orders the outcomes so.
/// </remarks>
internal readonly record struct CovarianceParameters(int OutcomeCount, double? FirstVariance = null, double? FirstCorrelation = null)
{
    /// <summary>Number of free parameters.</summary>
    public int Count => (OutcomeCount * (OutcomeCount + 1) / 2) - (FirstVariance is null && FirstCorrelation is null ? 0 : 1);

    /// <summary>Fills the factor L, p × p row by row.</summary>
    public void ToFactor(ReadOnlySpan<double> parameters, Span<double> factor)
    {
        factor.Clear();
        var next = 0;
        for (var i = 0; i < OutcomeCount; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                if (i == 0 && FirstVariance is { } variance)
                {
                    factor[0] = Math.Sqrt(variance);
                }
                else if (i == 1 && FirstCorrelation is { } rho)
                {
                    // One parameter, the standard deviation, makes the whole row.
                    factor[OutcomeCount] = rho * parameters[next];
                    factor[OutcomeCount + 1] = Math.Sqrt((1 - rho) * (1 + rho)) * parameters[next];
                    next++;
                    break;
                }
                else
                {
                    factor[(i * OutcomeCount) + j] = parameters[next++];
                }
            }
        }
    }

    /// <summary>Gathers the derivatives with respect to L (p × p) into those with respect to the parameters.</summary>
    public void Gather(ReadOnlySpan<double> byFactor, Span<double> gradient)
    {
        var next = 0;
        for (var i = 0; i < OutcomeCount; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                if (i == 0 && FirstVariance is not null)
                {
                    continue;
                }

                if (i == 1 && FirstCorrelation is { } rho)
                {
                    gradient[next++] = (rho * byFactor[OutcomeCount]) + (Math.Sqrt((1 - rho) * (1 + rho)) * byFactor[OutcomeCount + 1]);
                    break;
                }

                gradient[next++] = byFactor[(i * OutcomeCount) + j];
            }
        }
    }

    /// <summary>T = L L'.</summary>
    public void ToCovariance(ReadOnlySpan<double> factor, Span<double> covariance)
    {
        var p = OutcomeCount;
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
            {
                var sum = 0.0;
                for (var c = 0; c <= Math.Min(i, j); c++)
                {
                    sum += factor[(i * p) + c] * factor[(j * p) + c];
                }

                covariance[(i * p) + j] = sum;
            }
        }
    }
}
