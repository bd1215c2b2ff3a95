namespace CarTEvidence.Resampling;

/// <summary>One simulated data set. The arrays are used again for the next one: a method that keeps them must copy them.</summary>
public sealed class SimulatedProportions
{
    private readonly SharedParts _shared = new();

    internal SimulatedProportions(int studies) => (Events, Totals) = (new int[studies], new int[studies]);

    /// <summary>Patients with the event, one number a study.</summary>
    public int[] Events { get; }

    /// <summary>Patients, one number a study.</summary>
    public int[] Totals { get; }

    /// <summary>Whether all patients of all studies have the event, or none has.</summary>
    public bool IsAtBoundary
    {
        get
        {
            long events = Events.Sum(x => (long)x);
            return events == 0 || events == Totals.Sum(n => (long)n);
        }
    }

    /// <summary>What several methods need of a data set, such as a fit, made once: the first call makes it, later ones for the same data set find it.</summary>
    /// <typeparam name="T">Its type; things of different types may have equal keys.</typeparam>
    /// <param name="key">What it is known by, for example the choices of the fit.</param>
    /// <param name="make">Makes it from the data set.</param>
    public T Share<T>(object key, Func<SimulatedProportions, T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        return _shared.Get(key, () => make(this));
    }

    /// <summary>Draws data set <paramref name="replicate"/> of a run: sizes, then for each study its logit and its events.</summary>
    internal void Draw(SimulationDesign design, ulong seed, long replicate)
    {
        const uint Stream = 7;
        _shared.Clear();
        var draws = new RandomDraws(seed, (ulong)replicate, Stream);
        double tau = Math.Sqrt(design.TauSquared);
        for (int i = 0; i < Totals.Length; i++)
        {
            Totals[i] = design.SizesAreDrawn ? design.Sizes[draws.NextIndex(design.Sizes.Count)] : design.Sizes[i];
            double deviation = draws.NextDeviation(design.Distribution);
            Events[i] = draws.NextBinomial(Totals[i], SimulationDesign.Expit(design.Mean + (tau * deviation)));
        }
    }
}
