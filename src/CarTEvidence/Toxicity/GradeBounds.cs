using System.Runtime.CompilerServices;

namespace CarTEvidence;

/// <summary>
/// The counts "grade g or worse" that agree with a report. They satisfy difference constraints only
/// (c1 ≥ c2 ≥ … ≥ c6 = 0, c1 ≤ evaluable, c_g − c_{g+1} = patients at grade g), so passing bounds along the chain
/// until nothing changes gives the exact range of each, and an empty range exactly if no grading agrees.
/// </summary>
internal ref struct GradeBounds
{
    private Chain _lower;
    private Chain _upper;

    public GradeBounds(int evaluable, int? any, ReadOnlySpan<int?> grades, int? grade3Plus)
    {
        Span<long> upper = _upper;
        upper[..^1].Fill(evaluable);
        Fix(0, any);
        Fix(2, grade3Plus);

        // Bounds travel the chain once each way per constraint at most; one pass more finds nothing to do.
        for (var pass = 0; pass <= GradedToxicity.HighestGrade + 1; pass++)
        {
            for (var g = 0; g < GradedToxicity.HighestGrade; g++)
            {
                // Sums of counts may leave the range of a count.
                long atLeast = grades[g] ?? 0;
                _lower[g] = Math.Max(_lower[g], _lower[g + 1] + atLeast);
                _upper[g + 1] = Math.Min(_upper[g + 1], _upper[g] - atLeast);
                if (grades[g] is { } exactly)
                {
                    _upper[g] = Math.Min(_upper[g], _upper[g + 1] + exactly);
                    _lower[g + 1] = Math.Max(_lower[g + 1], _lower[g] - exactly);
                }
            }
        }
    }

    /// <summary>Whether some grading agrees with the report.</summary>
    public readonly bool Possible
    {
        get
        {
            for (var g = 0; g <= GradedToxicity.HighestGrade; g++)
            {
                if (_lower[g] > _upper[g])
                {
                    return false;
                }
            }

            return true;
        }
    }

    public readonly CountBounds this[int grade] => new((int)_lower[grade - 1], (int)_upper[grade - 1]);

    private void Fix(int index, int? count)
    {
        if (count is { } c)
        {
            _lower[index] = Math.Max(_lower[index], c);
            _upper[index] = Math.Min(_upper[index], c);
        }
    }

    /// <summary>One number a grade, and the 0 above the highest.</summary>
    [InlineArray(GradedToxicity.HighestGrade + 1)]
    private struct Chain
    {
        private long _first;
    }
}
