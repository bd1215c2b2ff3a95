using System.Text.RegularExpressions;
using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Forest;

/// <summary>One column that every forest plot may have.</summary>
internal enum ForestPart
{
    /// <summary>Events and patients.</summary>
    Counts,

    /// <summary>The plot.</summary>
    Plot,

    /// <summary>Estimate and interval in numbers.</summary>
    Estimate,

    /// <summary>Weight.</summary>
    Weight,
}

/// <summary>A journal's order of columns, words and notation.</summary>
internal sealed partial record ForestFormat
{
    internal string StudyHeader { get; private init; } = "Study";

    internal IReadOnlyList<ForestPart> Parts { get; private init; } = [ForestPart.Counts, ForestPart.Plot, ForestPart.Estimate, ForestPart.Weight];

    /// <summary>Events and patients in columns of their own.</summary>
    internal bool SplitCounts { get; private init; }

    internal string CountHeader { get; private init; } = "Events/n";

    internal string Open { get; private init; } = "[";

    internal string Separator { get; private init; } = ", ";

    internal string Close { get; private init; } = "]";

    internal FigureTheme Theme { get; private init; } = FigureTheme.Light;

    /// <summary>The total's label; <c>{0}</c> is the number of studies, <c>{1}</c> the level, <c>{2}</c> the number with its noun.</summary>
    internal string Total { get; private init; } = "Pooled (k\u00A0=\u00A0{0})";

    /// <summary>A subgroup's label; as <see cref="Total"/>.</summary>
    internal string Subtotal { get; private init; } = "Subtotal (k\u00A0=\u00A0{0})";

    private bool CapitalP { get; init; }

    private bool LeadingZeroOfP { get; init; } = true;

    private bool RaisedPoint { get; init; }

    internal static ForestFormat Of(ForestJournal journal) => journal switch
    {
        ForestJournal.Jama => new ForestFormat
        {
            StudyHeader = "Source",
            Parts = [ForestPart.Counts, ForestPart.Estimate, ForestPart.Weight, ForestPart.Plot],
            CountHeader = "No./total",
            Open = "(",
            Separator = "-",
            Close = ")",
            CapitalP = true,
            LeadingZeroOfP = false,
            Total = "Total, {2}",
            Subtotal = "Subtotal, {2}",
            Theme = FigureTheme.Jama,
        },
        ForestJournal.RevMan => new ForestFormat
        {
            StudyHeader = "Study or subgroup",
            Parts = [ForestPart.Counts, ForestPart.Weight, ForestPart.Estimate, ForestPart.Plot],
            SplitCounts = true,
            Total = "Total ({1}\u00A0CI)",
            Subtotal = "Subtotal ({1}\u00A0CI)",
            CapitalP = true,
            Theme = FigureTheme.RevMan,
        },
        ForestJournal.Bmj => new ForestFormat
        {
            Parts = [ForestPart.Counts, ForestPart.Plot, ForestPart.Weight, ForestPart.Estimate],
            CountHeader = "No of events/\ntotal",
            Open = "(",
            Separator = " to ",
            Close = ")",
            CapitalP = true,
            Total = "Total ({2})",
            Subtotal = "Subtotal ({2})",
            Theme = FigureTheme.Bmj,
        },
        ForestJournal.Lancet => new ForestFormat { CountHeader = "n/N", Open = "(", Separator = "–", Close = ")", RaisedPoint = true, Total = "Overall", Subtotal = "Subtotal", Theme = FigureTheme.Lancet },
        _ => new ForestFormat(),
    };

    /// <summary>Heading of the column of estimates.</summary>
    internal string EstimateHeader(EffectText text, string interval) => $"{(text.IsProportion ? "%" : text.Name)} {Open}{interval}{Close}";

    /// <summary>An interval in the journal's brackets; with a word between limits where one is negative, so that no dash can be taken for a minus.</summary>
    internal string Interval(EffectText text, Interval? interval, int decimals)
    {
        if (interval is not { } i)
        {
            return "";
        }

        var separator = i.Lower < 0 && Separator is "-" or "–" ? " to " : Separator;
        return Typeset($"{Open}{text.Printed(i.Lower, decimals)}{separator}{text.Printed(i.Upper, decimals)}{Close}");
    }

    /// <summary>Text with the journal's decimal points and p-values.</summary>
    internal string Typeset(string text)
    {
        if (CapitalP)
        {
            text = SmallP().Replace(text, "P$1");
        }

        if (!LeadingZeroOfP)
        {
            text = ZeroOfP().Replace(text, "$1");
        }

        return RaisedPoint ? Point().Replace(text, "·") : text;
    }

    [GeneratedRegex(@"\bp([\s\u00A0][=<>])")]
    private static partial Regex SmallP();

    [GeneratedRegex(@"(\bP[\s\u00A0][=<>][\s\u00A0])0(?=\.)")]
    private static partial Regex ZeroOfP();

    [GeneratedRegex(@"(?<=\d)\.(?=\d)")]
    private static partial Regex Point();
}
