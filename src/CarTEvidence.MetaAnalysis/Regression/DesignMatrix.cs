namespace CarTEvidence.MetaAnalysis;

/// <summary>The design matrix X (k × p) as X = B R: an orthonormal basis B and a triangle R, so that fits are well conditioned whatever the units of the moderators.</summary>
/// <remarks>Columns that are linear combinations of earlier ones are left out and named in <see cref="Dropped"/>.</remarks>
internal sealed class DesignMatrix
{
    /// <summary>A column is redundant if less than this share of its length is new (the tolerance R's lm uses).</summary>
    private const double Redundant = 1e-7;

    private DesignMatrix(int rows, string[] names, double[] basis, double[] triangle, string[] dropped, int[] kept)
    {
        Rows = rows;
        Names = names;
        Basis = basis;
        Triangle = triangle;
        Dropped = dropped;
        Kept = kept;
    }

    /// <summary>Number of studies, k.</summary>
    public int Rows { get; }

    /// <summary>Number of coefficients, p.</summary>
    public int Columns => Names.Length;

    /// <summary>Names of the coefficients, length p.</summary>
    public string[] Names { get; }

    /// <summary>Names of redundant columns left out.</summary>
    public string[] Dropped { get; }

    /// <summary>Which of the columns given are kept, ascending, length p.</summary>
    public int[] Kept { get; }

    /// <summary>Whether the intercept is all there is; then the basis is the column of ones itself and is not stored.</summary>
    public bool IsIntercept => Names.Length == 1 && Basis.Length == 0;

    /// <summary>B, k × p, row by row; empty for a lone intercept.</summary>
    public double[] Basis { get; }

    /// <summary>R, p × p, upper triangular, row by row.</summary>
    public double[] Triangle { get; }

    /// <summary>An intercept and nothing else.</summary>
    public static DesignMatrix Intercept(int rows) => new(rows, ["intercept"], [], [1], [], [0]);

    /// <summary>No coefficient at all: the effects are all noise around 0.</summary>
    public static DesignMatrix Empty(int rows) => new(rows, [], [], [], [], []);

    /// <summary>From columns of length k, by modified Gram–Schmidt, each column twice.</summary>
    public static DesignMatrix FromColumns(IReadOnlyList<string> names, IReadOnlyList<double[]> columns)
    {
        var rows = columns[0].Length;
        List<double[]> basis = [];
        List<double[]> triangle = [];
        List<string> keptNames = [];
        List<string> dropped = [];
        List<int> kept = [];
        for (var j = 0; j < columns.Count; j++)
        {
            var column = (double[])columns[j].Clone();
            var length = Norm(column);
            var coefficients = new double[columns.Count];
            for (var pass = 0; pass < 2; pass++)
            {
                for (var l = 0; l < basis.Count; l++)
                {
                    var share = Dot(basis[l], column);
                    coefficients[l] += share;
                    for (var i = 0; i < rows; i++)
                    {
                        column[i] -= share * basis[l][i];
                    }
                }
            }

            var rest = Norm(column);
            if (!(rest > Redundant * length))
            {
                dropped.Add(names[j]);
                continue;
            }

            for (var i = 0; i < rows; i++)
            {
                column[i] /= rest;
            }

            coefficients[basis.Count] = rest;
            basis.Add(column);
            triangle.Add(coefficients);
            keptNames.Add(names[j]);
            kept.Add(j);
        }

        var p = basis.Count;
        var rowMajor = new double[rows * p];
        var r = new double[p * p];
        for (var j = 0; j < p; j++)
        {
            for (var i = 0; i < rows; i++)
            {
                rowMajor[i * p + j] = basis[j][i];
            }

            for (var l = 0; l <= j; l++)
            {
                r[l * p + j] = triangle[j][l];
            }
        }

        return kept is [0] && columns[0].All(value => value == 1)
            ? new DesignMatrix(rows, [names[0]], [], [1], [.. dropped], [0])
            : new DesignMatrix(rows, [.. keptNames], rowMajor, r, [.. dropped], [.. kept]);
    }

    /// <summary>The row of B of one study.</summary>
    public ReadOnlySpan<double> Row(int study) => IsIntercept ? One : Basis.AsSpan(study * Columns, Columns);

    /// <summary>The row of X of one study.</summary>
    public double[] ColumnsRow(int study)
    {
        var basis = Row(study);
        var row = new double[Columns];
        for (var j = 0; j < row.Length; j++)
        {
            for (var l = 0; l <= j; l++)
            {
                row[j] += basis[l] * Triangle[l * Columns + j];
            }
        }

        return row;
    }

    /// <summary>The same model for some of the studies; the basis is made anew.</summary>
    public DesignMatrix Select(IReadOnlyList<int> studies)
    {
        if (IsIntercept)
        {
            return Intercept(studies.Count);
        }

        var columns = new double[Columns][];
        for (var j = 0; j < columns.Length; j++)
        {
            var all = Column(j);
            columns[j] = [.. studies.Select(i => all[i])];
        }

        return FromColumns(Names, columns);
    }

    /// <summary>One column of X, length k.</summary>
    public double[] Column(int index)
    {
        var p = Columns;
        var column = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            var row = Row(i);
            for (var l = 0; l <= index; l++)
            {
                column[i] += row[l] * Triangle[l * p + index];
            }
        }

        return column;
    }

    /// <summary>The design without one column.</summary>
    public DesignMatrix Without(int index)
    {
        var others = Enumerable.Range(0, Columns).Where(j => j != index).ToArray();
        return others.Length == 0 ? Empty(Rows) : FromColumns([.. others.Select(j => Names[j])], [.. others.Select(Column)]);
    }

    /// <summary>R⁻¹ b: coefficients of the basis to coefficients of the columns, in place.</summary>
    public void ToColumns(Span<double> b)
    {
        var p = Columns;
        for (var i = p - 1; i >= 0; i--)
        {
            for (var l = i + 1; l < p; l++)
            {
                b[i] -= Triangle[i * p + l] * b[l];
            }

            b[i] /= Triangle[i * p + i];
        }
    }

    /// <summary>R⁻¹ M R⁻ᵀ: a covariance of basis coefficients to one of column coefficients.</summary>
    public double[] ToColumnCovariance(ReadOnlySpan<double> m)
    {
        var p = Columns;
        var half = new double[p * p];
        Span<double> vector = p <= 32 ? stackalloc double[p] : new double[p];
        for (var j = 0; j < p; j++)
        {
            for (var i = 0; i < p; i++)
            {
                vector[i] = m[i * p + j];
            }

            ToColumns(vector);
            for (var i = 0; i < p; i++)
            {
                half[j * p + i] = vector[i];
            }
        }

        var result = new double[p * p];
        for (var j = 0; j < p; j++)
        {
            for (var i = 0; i < p; i++)
            {
                vector[i] = half[i * p + j];
            }

            ToColumns(vector);
            for (var i = 0; i < p; i++)
            {
                result[i * p + j] = vector[i];
            }
        }

        return result;
    }

    private static readonly double[] One = [1];

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Norm(double[] a)
    {
        // Scaled, so that squares of tiny or huge units neither vanish nor overflow.
        var largest = 0.0;
        foreach (var value in a)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (largest == 0)
        {
            return 0;
        }

        var sum = 0.0;
        foreach (var value in a)
        {
            var scaled = value / largest;
            sum += scaled * scaled;
        }

        return largest * Math.Sqrt(sum);
    }
}
