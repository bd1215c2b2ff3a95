namespace CarTEvidence.Resampling;

/// <summary>Where the quantiles of a long run lie, all but surely, seen from a shorter one.</summary>
internal static class Brackets
{
    /// <summary>Ranges of values that hold quantiles; those that overlap are made one.</summary>
    /// <param name="pilot">The shorter run.</param>
    /// <param name="probabilities">Ranges that hold the probabilities of the quantiles.</param>
    /// <param name="deviations">Standard deviations of a rank in the pilot that count as all but sure; infinite for no brackets but everything.</param>
    public static List<(double From, double To)> Around(IReplicateDistribution pilot, IEnumerable<(double Low, double High)> probabilities, double deviations)
    {
        List<(double From, double To)> brackets = [];
        foreach ((double from, double to) in probabilities.Select(range => (Below(range.Low), Above(range.High))).Order())
        {
            if (brackets.Count > 0 && from <= brackets[^1].To)
            {
                brackets[^1] = (brackets[^1].From, Math.Max(brackets[^1].To, to));
            }
            else
            {
                brackets.Add((from, to));
            }
        }

        return brackets;

        // A rank of the longer run is up to one place off its probability, and so is that of the pilot.
        double Below(double p) => pilot.Count * p - Width(p) - 2 is var rank && rank >= 0 ? pilot.Order([(long)rank])[0] : double.NegativeInfinity;

        double Above(double p) => (pilot.Count * p) + Width(p) + 2 is var rank && rank <= pilot.Count - 1 ? pilot.Order([(long)Math.Ceiling(rank)])[0] : double.PositiveInfinity;

        double Width(double p) => double.IsInfinity(deviations) ? double.PositiveInfinity : deviations * Math.Sqrt(pilot.Count * p * (1 - p));
    }
}
