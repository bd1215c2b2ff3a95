using System.Globalization;
using CarTEvidence.Resampling;

namespace CarTEvidence.MetaAnalysis.Tests.MethodAudit;

public sealed class AuditTableTests
{
    /// <summary>Data sets a scenario of the whole study; unset, a reduced one runs. The table of docs/audit.md is then written beside the tests.</summary>
    private const string Switch = "CARTEVIDENCE_AUDIT_DATASETS";
    private const int Reduced = 5;
    private const int FirstStudy = 2000;

    // Standard errors that an average of ten methods and seven columns may be off by chance.
    private const double Errors = 4.5;

    // The tables are rounded to three digits.
    private const double Rounding = 0.0005;

    // What intervals that reach 0 or 1 are counted for differs between programs; widths of the two agree to a hundredth.
    private const double Width = 0.01;

    [Fact]
    public void Simulation_OfTheAuditsDesign_ReproducesItsTable()
    {
        var whole = Environment.GetEnvironmentVariable(Switch) is { } text;
        var dataSets = whole ? int.Parse(Environment.GetEnvironmentVariable(Switch)!, CultureInfo.InvariantCulture) : Reduced;
        var found = AuditStudy.Run(dataSets, whole ? 1 : 2);
        if (whole)
        {
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "audit.received.md"), AuditStudy.Markdown(found));
        }

        Assert.All(found.Zip(AuditStudy.Methods), pair =>
        {
            var (ours, expected) = pair;
            Assert.Equal(54, ours.Count);
            AssertWorst(expected.Worst, ours, expected.Name);
            AssertClose(expected.Coverage, ours, m => m.Coverage, expected.Name);
            AssertClose(expected.Above, ours, m => m.MissesAbove, expected.Name + ", above");
            AssertClose(expected.Below, ours, m => m.MissesBelow, expected.Name + ", below");
            AssertClose(expected.Rare, ours.Where(o => o.Proportion < 0.1), m => m.Coverage, expected.Name + ", rare");
            AssertClose(expected.NearOne, ours.Where(o => o.Proportion > 0.8), m => m.Coverage, expected.Name + ", near one");
            AssertClose(expected.TauOne, ours.Where(o => o.Tau == 1), m => m.Coverage, expected.Name + ", tau = 1");
            AssertClose(expected.Six, ours.Where(o => o.Studies == 6), m => m.Coverage, expected.Name + ", k = 6");
            var width = ours.Average(o => o.Performance.MeanWidth);
            var widthError = Math.Sqrt(ours.Sum(o => Math.Pow(o.Performance.MeanWidthStandardError, 2))) / ours.Count;
            Assert.InRange(width, expected.Width - Width - Errors * widthError, expected.Width + Width + Errors * widthError);
            Assert.All(ours, o => Assert.Equal(0, o.Performance.NotConverged));
        });
    }

    /// <summary>The worst of 54 scenarios falls below the truth by chance, the more so the fewer data sets: it is held against what it was, not by what it exceeds it.</summary>
    private static void AssertWorst(double expected, IReadOnlyList<AuditStudy.Outcome> outcomes, string what)
    {
        var worst = outcomes.Min(o => o.Performance.Coverage);
        var n = outcomes[0].Performance.DataSets;
        var allowed = Errors * Math.Sqrt(Math.Max(expected * (1 - expected), 1.0 / n) * (1.0 / n + 1.0 / FirstStudy));
        Assert.True(n < FirstStudy / 4 || Math.Abs(worst - expected) <= allowed, FormattableString.Invariant($"{what}: worst {worst:0.000} instead of {expected:0.000} ± {allowed:0.000}"));
    }

    private static void AssertClose(double expected, IEnumerable<AuditStudy.Outcome> outcomes, Func<MethodPerformance, double> share, string what)
    {
        AuditStudy.Outcome[] all = [.. outcomes];
        var (value, _) = AuditStudy.Average(all, share);
        var scenarios = (double)all.Length;
        var allowed = Rounding + Errors * Math.Sqrt(expected * (1 - expected) * (1.0 / (scenarios * all[0].Performance.DataSets) + 1.0 / (scenarios * FirstStudy)));
        Assert.True(Math.Abs(value - expected) <= allowed, FormattableString.Invariant($"{what}: {value:0.0000} instead of {expected:0.000} ± {allowed:0.0000}"));
    }
}
