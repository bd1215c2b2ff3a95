namespace CarTEvidence.Resampling;

/// <summary>One simulated data set of trials with two arms. The arrays are used again for the next one: a method that keeps them must copy them.</summary>
public sealed class SimulatedTwoArms
{
    private const uint Stream = 10;

    private readonly SharedParts _shared = new();

    internal SimulatedTwoArms(int studies) =>
        (EventsTreated, TotalTreated, EventsControl, TotalControl) = (new int[studies], new int[studies], new int[studies], new int[studies]);

    /// <summary>Treated patients with the event, one number a study.</summary>
    public int[] EventsTreated { get; }

    /// <summary>Treated patients, one number a study.</summary>
    public int[] TotalTreated { get; }

    /// <summary>Control patients with the event, one number a study.</summary>
    public int[] EventsControl { get; }

    /// <summary>Control patients, one number a study.</summary>
    public int[] TotalControl { get; }

    /// <summary>Whether in one of the arms all patients of all studies have the event, or none has: the ratio of the pooled counts is then 0 or infinite.</summary>
    public bool IsAtBoundary => IsExtreme(EventsTreated, TotalTreated) || IsExtreme(EventsControl, TotalControl);

    /// <summary>What several methods need of a data set, made once: the first call makes it, later ones for the same data set find it.</summary>
    /// <typeparam name="T">Its type; things of different types may have equal keys.</typeparam>
    /// <param name="key">What it is known by, for example the choices of the fit.</param>
    /// <param name="make">Makes it from the data set.</param>
    public T Share<T>(object key, Func<SimulatedTwoArms, T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        return _shared.Get(key, () => make(this));
    }

    /// <summary>Draws data set <paramref name="replicate"/> of a run: for each study its sizes, its control risk, its effect, and the events of control and treated.</summary>
    internal void Draw(TwoArmDesign design, ulong seed, long replicate)
    {
        _shared.Clear();
        var draws = new RandomDraws(seed, (ulong)replicate, Stream);
        double tau = Math.Sqrt(design.TauSquared), sigma = Math.Sqrt(design.ControlVariance), typical = Math.Log(design.ControlRisk / (1 - design.ControlRisk));
        for (int i = 0; i < EventsTreated.Length; i++)
        {
            int pair = design.SizesAreDrawn ? draws.NextIndex(design.Treated.Count) : i;
            (TotalTreated[i], TotalControl[i]) = (design.Treated[pair], design.Control[pair]);
            double control = SimulationDesign.Expit(typical + (sigma * draws.NextNormal())), treated = design.TreatedRisk(control, design.Effect + (tau * draws.NextDeviation(design.Distribution)));
            EventsControl[i] = draws.NextBinomial(TotalControl[i], control);
            EventsTreated[i] = draws.NextBinomial(TotalTreated[i], treated);
        }
    }

    private static bool IsExtreme(int[] events, int[] totals) => events.Sum(x => (long)x) is var sum && (sum == 0 || sum == totals.Sum(n => (long)n));
}
