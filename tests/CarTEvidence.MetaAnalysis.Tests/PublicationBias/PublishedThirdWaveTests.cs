namespace CarTEvidence.MetaAnalysis.Tests.PublicationBias;

/// <summary>Third-wave psychotherapies against perceived stress, standardised mean differences: the running example of Harrer, Cuijpers, Furukawa and Ebert, Doing Meta-Analysis with R (2021), doi:10.1201/9781003107347.</summary>
/// <remarks>Numbers are those printed in chapter 9 of the book's public text; the effects and standard errors are the data set <c>ThirdWave</c> of its package dmetar.</remarks>
public sealed class PublishedThirdWaveTests
{
    private const double FourDigits = 5e-5;
    private const double TwoDigits = 5e-3;

    private static readonly double[] Effects =
    [
        0.7091362, 0.3548641, 1.7911700, 0.1824552, 0.4218509, 0.6300000, 0.7248838, 0.5286638, 0.2840000,
        1.2750682, 0.1036082, 0.3883906, 0.5407398, 0.4261593, 0.5153969, 1.4797260, 0.6125782, 0.6000000,
    ];

    private static readonly double[] Errors =
    [
        0.2608202, 0.1963624, 0.3455692, 0.1177874, 0.1448128, 0.1960000, 0.2246641, 0.2104609, 0.1680000,
        0.3371997, 0.1947275, 0.2307689, 0.2443133, 0.2579379, 0.3512737, 0.3152817, 0.2266834, 0.2490000,
    ];

    private static readonly double[] Treated = [62, 72, 44, 135, 103, 71, 69, 68, 95, 43, 79, 61, 62, 60, 43, 42, 64, 63];

    private static readonly double[] Control = [51, 78, 41, 115, 100, 79, 62, 72, 80, 44, 72, 67, 59, 54, 41, 51, 66, 55];

    private static FunnelData Funnel => new(Effects, [.. Errors.Select(e => e * e)]);

    /// <summary>The error without the part that depends on the effect: √((n₁ + n₂) / (n₁ n₂)).</summary>
    private static FunnelData Modified => new(Effects, [.. Treated.Zip(Control, (a, b) => (a + b) / (a * b))]);

    /// <summary><c>limitmeta</c> of metasens on REML: adjusted −0.0345 [−0.3630; 0.2940], z = −0.21, p = 0.8367; unadjusted (Hartung–Knapp) 0.5771 [0.3782; 0.7760].</summary>
    /// <remarks>
    /// The interval of metasens has the standard error of a slope, 1 / √Σ(1/sᵢ − mean)², in the radial plot without tau², 0.1676. The adjusted mean is beta + tau·alpha of the generalised
    /// radial plot; by the covariance of both coefficients there its standard error is 0.1989, which is what the engine has.
    /// </remarks>
    [Fact]
    public void LimitMetaAnalysis_ThirdWave_HasTheEstimateThatMetasensPrintsAndItsOwnStandardError()
    {
        var limit = SmallStudyEffects.LimitMetaAnalysis(Funnel);
        var adjusted = limit.Adjusted!.Value!.Value;
        Assert.Equal(-0.0345, adjusted, FourDigits);

        var radial = Errors.Select(e => 1 / e).ToArray();
        var slopeError = 1 / Math.Sqrt(radial.Sum(x => (x - radial.Average()) * (x - radial.Average())));
        Assert.Equal(-0.3630, adjusted - 1.959964 * slopeError, FourDigits);
        Assert.Equal(0.2940, adjusted + 1.959964 * slopeError, FourDigits);
        Assert.Equal(-0.21, adjusted / slopeError, TwoDigits);

        // The inverse of the cross products of (1/s, 1), s² = v + tau², at (1, tau).
        var tau = Math.Sqrt(limit.TauSquared!.Value);
        var x = Errors.Select(e => 1 / Math.Sqrt(e * e + tau * tau)).ToArray();
        var (xx, sum, k) = (x.Sum(v => v * v), x.Sum(), x.Length);
        var variance = (k - 2 * tau * sum + tau * tau * xx) / (k * xx - sum * sum);
        Assert.Equal(Math.Sqrt(variance), limit.Adjusted.StandardError!.Value, 1e-10);
        Assert.Equal(0.1989, limit.Adjusted.StandardError.Value, FourDigits);

        var random = Pooling.Generic(
            new GenericData(Effects.Select((_, i) => $"{i}"), Effects, Errors.Select(e => e * e)), new GenericOptions { Interval = IntervalMethod.Hksj });
        Assert.Equal(0.5771, random.Transformed.Value!.Value, FourDigits);
        Assert.Equal(0.3782, random.Transformed.Interval!.Value.Lower, FourDigits);
        Assert.Equal(0.7760, random.Transformed.Interval!.Value.Upper, FourDigits);
        Assert.Equal(random.Heterogeneity.TauSquared!.Value, limit.TauSquared!.Value, 1e-8);
    }

    /// <summary>The shrunken effects of the same output, which are cut, not rounded, to two digits.</summary>
    [Fact]
    public void LimitMetaAnalysis_ThirdWave_ShrinksStudiesAsPrinted()
    {
        double[] printed = [-0.05, -0.09, 0.34, 0.00, 0.13, 0.13, 0.09, 0.00, -0.05, 0.04, -0.29, -0.18, -0.11, -0.25, -0.48, 0.26, 0.00, -0.09];
        Assert.Equal(printed, SmallStudyEffects.LimitMetaAnalysis(Funnel).Shrunken.Select(s => Math.Truncate(100 * s) / 100), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    /// <summary><c>lm(TE ~ SE, weights = 1 / SE²)</c> and <c>lm(TE ~ SE²)</c> with the modified errors: limits −1.35 and −0.44.</summary>
    [Fact]
    public void PetPeese_ThirdWave_HasBothLimitsOfTheBook()
    {
        var fit = SmallStudyEffects.PetPeese(Modified);
        Assert.Equal(-1.35, fit.Pet!.Value!.Value, TwoDigits);
        Assert.Equal(-0.44, fit.Peese!.Value!.Value, TwoDigits);
        Assert.False(fit.UsesPeese);
        Assert.Equal(fit.Pet, fit.Leading);
    }

    /// <summary>Egger's test: intercept 4.1111 (0.8790), t = 4.677 on 16 degrees of freedom, p = 0.000252; slope −0.3407 (0.1837), p = 0.0821.</summary>
    [Fact]
    public void EggerClassic_ThirdWave_IsWhatTheBookPrints()
    {
        var egger = SmallStudyEffects.EggerClassic(Funnel);
        Assert.Equal(4.1111, egger.Estimate!.Value, FourDigits);
        Assert.Equal(0.8790, egger.StandardError!.Value, FourDigits);
        Assert.Equal(4.677, egger.Test.Statistic!.Value, 10 * FourDigits);
        Assert.Equal(16, egger.Test.DegreesOfFreedom);
        Assert.Equal(0.000252, egger.Test.PValue!.Value, 5e-7);
        var pet = SmallStudyEffects.PetPeese(Funnel).Pet!;
        Assert.Equal(-0.3407, pet.Value!.Value, FourDigits);
        Assert.Equal(0.1837, pet.StandardError!.Value, FourDigits);
        Assert.Equal(0.082140, pet.Test.PValue!.Value, 5e-7);
    }
}
