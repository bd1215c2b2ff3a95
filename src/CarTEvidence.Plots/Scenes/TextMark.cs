using CarTEvidence.Plots.Typography;

namespace CarTEvidence.Plots;

/// <summary>One line of text.</summary>
/// <param name="Position">Where its anchor stands on the baseline.</param>
/// <param name="Text">The text, without line breaks.</param>
/// <param name="Style">How it is set.</param>
/// <param name="Anchor">Which part of the text stands at <paramref name="Position"/>.</param>
public sealed record TextMark(ScenePoint Position, string Text, TextStyle Style, TextAnchor Anchor = TextAnchor.Start) : Mark
{
    /// <summary>Turns the text by 90° to the left about <see cref="Position"/>, so that it reads upwards.</summary>
    public bool Upwards { get; init; }

    /// <summary>The box of the text by its font metrics, ascenders and descenders included.</summary>
    public override SceneBox Bounds
    {
        get
        {
            var width = Style.WidthOf(Text);
            var before = Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => width / 2, _ => width };
            var ascent = FontMetrics.Ascent * Style.Size;
            var descent = FontMetrics.Descent * Style.Size;
            return Upwards
                ? new SceneBox(Position.X - ascent, Position.Y + before - width, Position.X + descent, Position.Y + before)
                : new SceneBox(Position.X - before, Position.Y - ascent, Position.X - before + width, Position.Y + descent);
        }
    }
}
