namespace CarTEvidence.Resampling;

/// <summary>How simulated trials of two arms look. Promises no value equality.</summary>
/// <remarks>
/// The control risk of study i has the logit logit(p) + σ Zᵢ, and its effect is θᵢ = θ + τ Uᵢ, independent of it. A risk that a ratio or difference would carry out of 0 … 1 is held at the bound;
/// where that happens often, θ is no longer quite what the methods can find.
/// </remarks>
public sealed record TwoArmDesign
{
    private readonly EffectDistribution _distribution;

    /// <summary>Studies of fixed sizes.</summary>
    /// <param name="treated">Patients of each treated arm, at least one study, each at least 1.</param>
    /// <param name="control">Patients of each control arm, as many.</param>
    /// <param name="controlRisk">Risk in the typical control arm, strictly between 0 and 1.</param>
    /// <param name="measure">What the arms differ in.</param>
    /// <param name="effect">Mean effect θ: log odds ratio, log risk ratio or risk difference; it leaves the typical treated arm a risk between 0 and 1.</param>
    /// <param name="tauSquared">Variance of the effects, at least 0.</param>
    /// <exception cref="ArgumentException">Different lengths, no study, or a number outside its range.</exception>
    public TwoArmDesign(IReadOnlyList<int> treated, IReadOnlyList<int> control, double controlRisk, TwoArmEffect measure, double effect, double tauSquared)
        : this(treated, control, treated?.Count ?? 0, controlRisk, measure, effect, tauSquared) => SizesAreDrawn = false;

    /// <summary>Studies whose pairs of sizes are drawn, with replacement, from a list.</summary>
    /// <param name="treated">Patients of the treated arm of each pair, each at least 1.</param>
    /// <param name="control">Patients of the control arm of each pair, as many.</param>
    /// <param name="studyCount">Number of studies, at least 1.</param>
    /// <param name="controlRisk">Risk in the typical control arm, strictly between 0 and 1.</param>
    /// <param name="measure">What the arms differ in.</param>
    /// <param name="effect">Mean effect θ: log odds ratio, log risk ratio or risk difference; it leaves the typical treated arm a risk between 0 and 1.</param>
    /// <param name="tauSquared">Variance of the effects, at least 0.</param>
    /// <exception cref="ArgumentException">Different lengths, no pair, or a number outside its range.</exception>
    public TwoArmDesign(IReadOnlyList<int> treated, IReadOnlyList<int> control, int studyCount, double controlRisk, TwoArmEffect measure, double effect, double tauSquared)
    {
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(control);
        if (treated.Count != control.Count)
        {
            throw new ArgumentException($"There are {treated.Count} sizes of treated and {control.Count} of control arms.", nameof(control));
        }

        if (treated.Count == 0 || treated.Concat(control).Any(size => size < 1))
        {
            throw new ArgumentException("There must be sizes, and each at least 1.", nameof(treated));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(studyCount, 1);
        if (!(controlRisk > 0 && controlRisk < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(controlRisk), controlRisk, "A risk lies strictly between 0 and 1.");
        }

        if (!Enum.IsDefined(measure))
        {
            throw new ArgumentOutOfRangeException(nameof(measure), measure, "No effect of two arms.");
        }

        if (!(tauSquared >= 0 && double.IsFinite(tauSquared)))
        {
            throw new ArgumentOutOfRangeException(nameof(tauSquared), tauSquared, "Tau² is finite and not negative.");
        }

        (Treated, Control, StudyCount, ControlRisk, Measure, Effect, TauSquared, SizesAreDrawn) = ([.. treated], [.. control], studyCount, controlRisk, measure, effect, tauSquared, true);
        if (!double.IsFinite(effect) || !(Unbounded(controlRisk, effect) is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(effect), effect, $"The effect is finite and leaves the typical treated arm, whose control has {controlRisk}, a risk strictly between 0 and 1.");
        }
    }

    /// <summary>The sizes of the treated arms, or what they are drawn from.</summary>
    public IReadOnlyList<int> Treated { get; }

    /// <summary>The sizes of the control arms, pair by pair.</summary>
    public IReadOnlyList<int> Control { get; }

    /// <summary>Whether every data set draws its pairs of sizes anew.</summary>
    public bool SizesAreDrawn { get; }

    /// <summary>Number of studies, k.</summary>
    public int StudyCount { get; }

    /// <summary>Risk in the typical control arm.</summary>
    public double ControlRisk { get; }

    /// <summary>What the arms differ in.</summary>
    public TwoArmEffect Measure { get; }

    /// <summary>Mean effect, θ, on the scale of the analysis: what intervals are to cover.</summary>
    public double Effect { get; }

    /// <summary>Variance of the effects, τ².</summary>
    public double TauSquared { get; }

    /// <summary>Variance of the logits of the control risks between studies, σ², at least 0; normal. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The variance is negative or not finite.</exception>
    public double ControlVariance
    {
        get;
        init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A variance is finite and not negative.");
    }

    /// <summary>Distribution of the effects. Default: normal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No distribution.</exception>
    public EffectDistribution Distribution
    {
        get => _distribution;
        init => _distribution = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "No distribution of effects.");
    }

    internal bool IsSameAs(TwoArmDesign other) =>
        Treated.SequenceEqual(other.Treated) && Control.SequenceEqual(other.Control)
        && (SizesAreDrawn, StudyCount, ControlRisk, Measure, Effect, TauSquared, ControlVariance, Distribution)
            == (other.SizesAreDrawn, other.StudyCount, other.ControlRisk, other.Measure, other.Effect, other.TauSquared, other.ControlVariance, other.Distribution);

    /// <summary>The risk of a treated arm.</summary>
    internal double TreatedRisk(double controlRisk, double effect) => Math.Clamp(Unbounded(controlRisk, effect), 0, 1);

    private double Unbounded(double controlRisk, double effect) => Measure switch
    {
        TwoArmEffect.OddsRatio => SimulationDesign.Expit(Math.Log(controlRisk / (1 - controlRisk)) + effect),
        TwoArmEffect.RiskRatio => controlRisk * Math.Exp(effect),
        _ => controlRisk + effect,
    };
}
