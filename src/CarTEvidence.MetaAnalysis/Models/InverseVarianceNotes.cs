using System.Globalization;

namespace CarTEvidence.MetaAnalysis;

/// <summary>The sentences that belong beside an inverse-variance result.</summary>
internal static class InverseVarianceNotes
{
    private const int FewStudies = 5;
    private const int Listed = 10;

    public static void Add(
        List<string> notes, InverseVarianceSource source, TransformedEstimate mean, Interval? prediction, Estimate pooled, BackTransformation scale)
    {
        var fit = source.Fit;
        var settings = fit.Settings;
        var df = fit.Regression.DegreesOfFreedom;
        if (fit.Regression.Design.Dropped is { Length: > 0 } dropped)
        {
            notes.Add($"Left out, because other moderators determine them: {List(dropped)}.");
        }

        if (fit.Columns > 1)
        {
            notes.Add("The pooled effect is the one at the mean of the moderators over the studies.");
        }

        switch (settings.Interval)
        {
            case IntervalMethod.ProfileLikelihood when !settings.Common:
                notes.Add("A profile-likelihood interval belongs to maximum likelihood: tau² is its estimate.");
                break;
            case IntervalMethod.KenwardRoger when !settings.Common:
                notes.Add("A Kenward–Roger interval belongs to restricted maximum likelihood: tau² is its estimate.");
                break;
            case IntervalMethod.KenwardRoger:
                notes.Add("A common effect has no variance component to adjust for: the Kenward–Roger interval is the Wald interval.");
                break;
            case IntervalMethod.Bootstrap when fit.Resampled is { } resampled:
                notes.Add(resampled.Note);
                break;
            case IntervalMethod.Bootstrap:
                notes.Add("One study cannot be resampled.");
                break;
            default:
                break;
        }

        if (df == 0)
        {
            notes.Add(fit.Count == 1
                ? "One study: the pooled effect is that study's own, and heterogeneity cannot be estimated."
                : "As many coefficients as studies: heterogeneity cannot be estimated.");
            if (mean.Interval is null)
            {
                notes.Add("No degrees of freedom are left, so that no t interval is defined.");
            }
        }
        else if (fit.Count == 2 && !settings.Common)
        {
            notes.Add("Two studies: tau² is hardly identified, and an interval on one degree of freedom is very wide.");
        }

        if (df > 0 && prediction is null && !settings.Common)
        {
            notes.Add("No degrees of freedom are left for this prediction interval.");
        }

        if (df > 0 && fit.Count < FewStudies)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"I² of {fit.Count} studies is very imprecise (doi:10.1186/s12874-015-0024-z)."));
        }

        if (settings.Interval == IntervalMethod.Hksj && fit.Covariance[0] < fit.ModelCovariance[0])
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The Hartung–Knapp factor is {fit.Inference.HartungKnappFactor:G4}, below 1: the standard error is smaller than the Wald one (doi:10.1186/1471-2288-14-25)."));
        }

        if (fit.Inference.KenwardRoger is not null && mean.Test.DegreesOfFreedom < 1)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Kenward and Roger's adjustment leaves {mean.Test.DegreesOfFreedom:G2} degrees of freedom, less than one: of studies that differ so much in size it makes nothing. Take another interval."));
        }

        if (prediction is { } p && double.IsInfinity(p.Width))
        {
            notes.Add("The prediction interval is without end: its standard error has hardly any degrees of freedom. Take another prediction method.");
        }

        if (mean.StandardError == 0)
        {
            var how = settings.Interval == IntervalMethod.Bootstrap ? "bootstrap" : "Hartung–Knapp";
            notes.Add($"All effects are equal: the {how} standard error is 0, so that the interval has no width and no test is defined. Take another interval.");
        }

        if (fit.TauSquaredFit.Note is { } note)
        {
            notes.Add(note);
        }

        if (!fit.TauSquaredFit.Converged)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"tau² did not converge in {settings.MaxIterations} iterations."));
        }

        AddScale(notes, source, mean, prediction, pooled, scale);
    }

    /// <summary>At most ten names, and how many more there are.</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count <= Listed
            ? string.Join(", ", names)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(Listed))} and {names.Count - Listed} more");

    private static void AddScale(
        List<string> notes, InverseVarianceSource source, TransformedEstimate mean, Interval? prediction, Estimate pooled, BackTransformation scale)
    {
        var measure = source.Data.Measure;
        if (IsBeyondNumbers(measure, mean, pooled))
        {
            notes.Add($"On the natural scale the estimate or a limit is beyond the range of floating-point numbers; it is finite on the {measure.Name} scale."
                + (measure == Measure.RatioOfMeans || measure == Measure.RatioOfMeansChange
                    ? " The log ratio of means and its variance are expansions that fail where a mean is within a few standard errors of 0, as it is in such data; take the mean difference."
                    : string.Empty));
        }

        if (measure.DependsOnSize && scale.HarmonicSize is null)
        {
            notes.Add("The data have no study sizes: Freeman–Tukey values are transformed back as if the studies were large (doi:10.1002/jrsm.1348).");
        }
        else if (scale.HarmonicSize is { } size)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Back-transformed from Freeman–Tukey with the harmonic mean of the study sizes, {size:G4}; this can mislead where sizes differ (doi:10.1002/jrsm.1348)."));
            var own = source.Kept.Select(i => source.Data.OwnValue(i)).OfType<double>().ToArray();
            if (pooled.Value is { } value && own.Length > 0 && (value < own.Min() || value > own.Max()))
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The back-transformation has failed: {value:G4} lies outside every study's own estimate ({own.Min():G4} to {own.Max():G4}). Use another model."));
            }
        }
        else if (Leaves(measure, mean.Interval) || Leaves(measure, prediction))
        {
            notes.Add($"A limit on the {measure.Name} scale lies outside the possible values and is cut on the natural scale.");
        }
    }

    /// <summary>Whether a finite value of the analysis is infinite on the natural scale, or a value other than 0 vanishes there with both its limits.</summary>
    private static bool IsBeyondNumbers(Measure measure, TransformedEstimate mean, Estimate pooled)
    {
        static bool Overflows(double? analysed, double? natural) => analysed is { } a && natural is { } n && double.IsFinite(a) && double.IsInfinity(n);
        return Overflows(mean.Value, pooled.Value) || Overflows(mean.Interval?.Lower, pooled.Interval?.Lower) || Overflows(mean.Interval?.Upper, pooled.Interval?.Upper)
            || (mean.Value is < 0 and > double.NegativeInfinity && double.IsInfinity(measure.ToAnalysis(0)) && pooled is { Value: 0, Interval: null or { Upper: 0 } });
    }

    /// <summary>Whether cutting to the natural range changes a limit; measures that reach the ends only at infinity never leave.</summary>
    private static bool Leaves(Measure measure, Interval? interval) =>
        interval is { } i && (measure.IsCutBelow(i.Lower) || measure.IsCutAbove(i.Upper));
}
