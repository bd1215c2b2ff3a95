namespace CarTEvidence.Plots.Orchard;

/// <summary>Moves circles aside so that they hide each other as little as there is room for. Deterministic.</summary>
internal static class Swarm
{
    private const int Tries = 48;

    // More circles over one place than this never find room beside each other: not worth trying every gap.
    private const int MostNeighbours = 150;

    /// <summary>Vertical offsets of circles, in their order: each takes the place nearest to the middle that is free, or the one where it overlaps least.</summary>
    /// <param name="circles">Places along the row and radii.</param>
    /// <param name="half">Half of the row's height.</param>
    internal static double[] Offsets(IReadOnlyList<(double X, double Radius)> circles, double half) => Place(circles, half, crowd: true)!;

    /// <summary>Whether every circle has a place of its own.</summary>
    /// <inheritdoc cref="Offsets" path="/param"/>
    internal static bool Fits(IReadOnlyList<(double X, double Radius)> circles, double half) => Place(circles, half, crowd: false) is not null;

    /// <summary>The offsets; <c>null</c> where one finds no free place and must not <paramref name="crowd"/>.</summary>
    private static double[]? Place(IReadOnlyList<(double X, double Radius)> circles, double half, bool crowd)
    {
        var offsets = new double[circles.Count];
        var neighbours = new List<(double Offset, double Reach)>();
        for (var i = 0; i < circles.Count; i++)
        {
            neighbours.Clear();
            for (var j = 0; j < i; j++)
            {
                // The vertical distance at which the two touch.
                var (dx, sum) = (circles[i].X - circles[j].X, circles[i].Radius + circles[j].Radius);
                if (Math.Abs(dx) < sum)
                {
                    neighbours.Add((offsets[j], Math.Sqrt((sum * sum) - (dx * dx))));
                }
            }

            var reach = Math.Max(0, half - circles[i].Radius);
            if (Free(neighbours, reach) is { } free)
            {
                offsets[i] = free;
            }
            else if (crowd)
            {
                offsets[i] = LeastHidden(neighbours, reach);
            }
            else
            {
                return null;
            }
        }

        return offsets;
    }

    /// <summary>The free place nearest to the middle: the middle, or one that touches a neighbour.</summary>
    private static double? Free(List<(double Offset, double Reach)> neighbours, double reach)
    {
        const double touch = 1e-9;
        if (neighbours.Count > MostNeighbours)
        {
            return null;
        }

        double? best = null;
        void Try(double offset)
        {
            if (Math.Abs(offset) <= reach + touch && !(best is { } b && Math.Abs(b) <= Math.Abs(offset)) && neighbours.TrueForAll(n => Math.Abs(offset - n.Offset) >= n.Reach - touch))
            {
                best = offset;
            }
        }

        Try(0);
        foreach (var (offset, distance) in neighbours)
        {
            Try(offset - distance);
            Try(offset + distance);
        }

        return best;
    }

    private static double LeastHidden(List<(double Offset, double Reach)> neighbours, double reach)
    {
        var (best, least) = (0.0, double.PositiveInfinity);
        for (var t = 0; t <= Tries; t++)
        {
            // 0, then alternately above and below, ever further out.
            var offset = (t % 2 == 0 ? 1 : -1) * reach * ((t + 1) / 2) * 2 / Tries;
            var overlap = neighbours.Sum(n => Math.Max(0, n.Reach - Math.Abs(offset - n.Offset)));
            if (overlap < least)
            {
                (best, least) = (offset, overlap);
            }
        }

        return best;
    }
}
