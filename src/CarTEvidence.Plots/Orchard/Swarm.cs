namespace CarTEvidence.Plots.Orchard;

/// <summary>Moves circles aside so that they hide each other as little as there is room for. Deterministic.</summary>
internal static class Swarm
{
    private const int Tries = 48;

    /// <summary>Vertical offsets of circles, in their order: each takes the place nearest to the middle that is free, or the one where it overlaps least.</summary>
    /// <param name="circles">Places along the row and radii.</param>
    /// <param name="half">Half of the row's height.</param>
    internal static double[] Offsets(IReadOnlyList<(double X, double Radius)> circles, double half)
    {
        var offsets = new double[circles.Count];
        for (var i = 0; i < circles.Count; i++)
        {
            var reach = Math.Max(0, half - circles[i].Radius);
            var (best, least) = (0.0, double.PositiveInfinity);
            for (var t = 0; t <= Tries && least > 0; t++)
            {
                // 0, then alternately above and below, ever further out.
                var offset = (t % 2 == 0 ? 1 : -1) * reach * ((t + 1) / 2) * 2 / Tries;
                var overlap = 0.0;
                for (var j = 0; j < i; j++)
                {
                    var (dx, dy) = (circles[i].X - circles[j].X, offset - offsets[j]);
                    overlap += Math.Max(0, circles[i].Radius + circles[j].Radius - Math.Sqrt(dx * dx + dy * dy));
                }

                if (overlap < least)
                {
                    (best, least) = (offset, overlap);
                }
            }

            offsets[i] = best;
        }

        return offsets;
    }
}
