using System.Runtime.CompilerServices;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.MethodAudit;

/// <summary>All data sets that two studies can have, with their probabilities.</summary>
internal sealed class SimulatedTwoArmsSource(int[] treated, int[] control)
{
    public IEnumerable<(SimulatedTwoArms Tables, double Probability)> All(double treatedRisk, double controlRisk)
    {
        foreach (var first in Tables(0))
        {
            foreach (var second in Tables(1))
            {
                var tables = Empty();
                (tables.EventsTreated[0], tables.EventsControl[0], tables.EventsTreated[1], tables.EventsControl[1]) = (first.Treated, first.Control, second.Treated, second.Control);
                treated.CopyTo(tables.TotalTreated, 0);
                control.CopyTo(tables.TotalControl, 0);
                yield return (tables, first.Probability * second.Probability);
            }
        }

        IEnumerable<(int Treated, int Control, double Probability)> Tables(int study) =>
            from x in Enumerable.Range(0, treated[study] + 1)
            from y in Enumerable.Range(0, control[study] + 1)
            select (x, y, Binomial(x, treated[study], treatedRisk) * Binomial(y, control[study], controlRisk));
    }

    // Only the simulation makes data sets; the test is its guest.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SimulatedTwoArms Make(int studies);

    private static SimulatedTwoArms Empty() => Make(2);

    private static double Binomial(int x, int n, double p) =>
        Enumerable.Range(0, x).Aggregate(1.0, (product, i) => product * (n - i) / (i + 1)) * Math.Pow(p, x) * Math.Pow(1 - p, n - x);
}
