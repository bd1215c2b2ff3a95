namespace CarTEvidence.MetaAnalysis.Numerics;

/// <summary>Small dense symmetric matrices, p × p, stored in full, row by row.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Replaces the matrix by its lower Cholesky factor L (A = L Lᵀ); false if it is not positive definite.</summary>
    public static bool TryFactor(Span<double> a, int p)
    {
        for (var j = 0; j < p; j++)
        {
            var pivot = a[j * p + j];
            for (var l = 0; l < j; l++)
            {
                pivot -= a[j * p + l] * a[j * p + l];
            }

            if (!(pivot > 0) || double.IsPositiveInfinity(pivot))
            {
                return false;
            }

            var root = Math.Sqrt(pivot);
            a[j * p + j] = root;
            for (var i = j + 1; i < p; i++)
            {
                var sum = a[i * p + j];
                for (var l = 0; l < j; l++)
                {
                    sum -= a[i * p + l] * a[j * p + l];
                }

                a[i * p + j] = sum / root;
                a[j * p + i] = 0;
            }
        }

        return true;
    }

    /// <summary>Solves L Lᵀ x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int p, Span<double> b)
    {
        for (var i = 0; i < p; i++)
        {
            var sum = b[i];
            for (var l = 0; l < i; l++)
            {
                sum -= factor[i * p + l] * b[l];
            }

            b[i] = sum / factor[i * p + i];
        }

        for (var i = p - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var l = i + 1; l < p; l++)
            {
                sum -= factor[l * p + i] * b[l];
            }

            b[i] = sum / factor[i * p + i];
        }
    }

    /// <summary>The inverse of L Lᵀ.</summary>
    public static void Invert(ReadOnlySpan<double> factor, int p, Span<double> inverse)
    {
        Span<double> column = p <= 32 ? stackalloc double[p] : new double[p];
        for (var j = 0; j < p; j++)
        {
            column.Clear();
            column[j] = 1;
            Solve(factor, p, column);
            for (var i = 0; i < p; i++)
            {
                inverse[i * p + j] = column[i];
            }
        }
    }

    /// <summary>log |L Lᵀ|.</summary>
    public static double LogDeterminant(ReadOnlySpan<double> factor, int p)
    {
        var sum = 0.0;
        for (var i = 0; i < p; i++)
        {
            sum += Math.Log(factor[i * p + i]);
        }

        return 2 * sum;
    }

    /// <summary>trace(A B) of two symmetric matrices.</summary>
    public static double TraceOfProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int p)
    {
        var sum = 0.0;
        for (var i = 0; i < p * p; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>result = A B, any square matrices.</summary>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int p, Span<double> result)
    {
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
            {
                var sum = 0.0;
                for (var l = 0; l < p; l++)
                {
                    sum += a[i * p + l] * b[l * p + j];
                }

                result[i * p + j] = sum;
            }
        }
    }

    /// <summary>xᵀ A y.</summary>
    public static double Form(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> y, int p)
    {
        var sum = 0.0;
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
            {
                sum += x[i] * a[i * p + j] * y[j];
            }
        }

        return sum;
    }
}
