namespace CarTEvidence.Resampling;

/// <summary>The moderators of a meta-regression, standardised, with rows that are equal told to be one.</summary>
/// <remarks>Neither the omnibus statistic nor the size of a coefficient's z depends on centre and scale; both spare the normal equations digits.</remarks>
internal sealed class RegressionDesign
{
    // A pivot of the correlations below this is a moderator that the others determine.
    private const double LeastPivot = 1e-10;

    /// <param name="moderators">One column a moderator, each of length <paramref name="count"/>.</param>
    /// <param name="count">Number of studies.</param>
    /// <exception cref="ArgumentException">There is none, a column has another length or a number that is not finite, there are too few studies, or a column follows from the others.</exception>
    public RegressionDesign(IReadOnlyList<double[]> moderators, int count)
    {
        Moderators = moderators.Count;
        if (Moderators == 0)
        {
            throw new ArgumentException("There is no moderator to test.", nameof(moderators));
        }

        if (count < Moderators + 2)
        {
            throw new ArgumentException($"{Moderators} moderators need at least {Moderators + 2} studies; there are {count}.", nameof(moderators));
        }

        double[][] columns = [.. moderators.Select((column, j) => Standardised(column, j, count, nameof(moderators)))];
        RequireIndependent(columns, nameof(moderators));
        double[][] rows = [.. Enumerable.Range(0, count).Select(i => columns.Select(column => column[i]).ToArray())];
        double[][] distinct = [.. rows.DistinctBy(row => string.Join(';', row.Select(value => BitConverter.DoubleToInt64Bits(value))))];
        Rows = [.. distinct.SelectMany(row => row)];
        RowOfStudy = [.. rows.Select(row => (double)Array.FindIndex(distinct, other => other.AsSpan().SequenceEqual(row)))];
    }

    /// <summary>Number of moderators.</summary>
    public int Moderators { get; }

    /// <summary>The distinct rows, one after another.</summary>
    public double[] Rows { get; }

    /// <summary>Which of them each study has, length k.</summary>
    public double[] RowOfStudy { get; }

    private static double[] Standardised(double[] column, int number, int count, string parameter)
    {
        if (column.Length != count)
        {
            throw new ArgumentException($"There are {count} effects and {column.Length} values of moderator {number + 1}.", parameter);
        }

        if (!Array.TrueForAll(column, double.IsFinite))
        {
            throw new ArgumentException($"A value of moderator {number + 1} is not finite.", parameter);
        }

        double mean = column.Average(), scale = Math.Sqrt(column.Sum(x => (x - mean) * (x - mean)) / count);
        return scale > 0 && !Array.TrueForAll(column, x => x == column[0])
            ? [.. column.Select(x => (x - mean) / scale)]
            : throw new ArgumentException($"Moderator {number + 1} is the same in all studies.", parameter);
    }

    /// <summary>Cholesky's decomposition of the correlations has a pivot for each column that is what the ones before leave of it.</summary>
    private static void RequireIndependent(double[][] columns, string parameter)
    {
        int q = columns.Length;
        double[,] factor = new double[q, q];
        for (int i = 0; i < q; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = columns[i].Zip(columns[j], (a, b) => a * b).Average();
                for (int m = 0; m < j; m++)
                {
                    sum -= factor[i, m] * factor[j, m];
                }

                if (i == j && sum < LeastPivot)
                {
                    throw new ArgumentException($"Moderator {i + 1} follows from the others.", parameter);
                }

                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
            }
        }
    }
}
