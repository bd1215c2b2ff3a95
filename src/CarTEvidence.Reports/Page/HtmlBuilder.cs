using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CarTEvidence.Reports;

/// <summary>Writes HTML by interpolation: what is written in place is markup, what is interpolated is encoded.</summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _html = new();

    /// <summary>Appends markup with encoded values.</summary>
    public HtmlBuilder Write([InterpolatedStringHandlerArgument("")] ref Handler markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Appends markup with encoded values, and a line break.</summary>
    public HtmlBuilder Line([InterpolatedStringHandlerArgument("")] ref Handler markup)
    {
        _ = markup;
        _html.Append('\n');
        return this;
    }

    /// <summary>What was written.</summary>
    public Markup ToMarkup() => new(_html.ToString());

    /// <summary>What was written.</summary>
    public override string ToString() => _html.ToString();

    /// <summary>Receives the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly StringBuilder _html;

        /// <summary>Called by the compiler.</summary>
        public Handler(int literalLength, int formattedCount, HtmlBuilder builder)
        {
            _ = formattedCount;
            _html = builder._html;
            _html.EnsureCapacity(_html.Length + literalLength);
        }

        /// <summary>Markup as it stands.</summary>
        public void AppendLiteral(string markup) => _html.Append(markup);

        /// <summary>Markup as it stands.</summary>
        public void AppendFormatted(Markup markup) => _html.Append(markup.Html);

        /// <summary>Text, encoded.</summary>
        public void AppendFormatted(string? text) => _html.Append(HtmlTableWriter.Encode(text ?? string.Empty));

        /// <summary>A whole number.</summary>
        public void AppendFormatted(long number) => _html.Append(CultureInfo.InvariantCulture, $"{number}");

        /// <summary>A coordinate, to two decimals.</summary>
        public void AppendFormatted(double number) => _html.Append(CultureInfo.InvariantCulture, $"{number:0.##}");
    }
}
