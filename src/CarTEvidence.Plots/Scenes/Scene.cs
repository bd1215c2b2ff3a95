namespace CarTEvidence.Plots;

/// <summary>A figure as pure geometry: marks on a page, measured in points (1/72 inch), y downwards from the upper left corner.</summary>
/// <remarks>
/// Writers turn a scene into a format; a canvas of any graphics library can be put behind it by walking <see cref="Flatten()"/>.
/// A scene is immutable. The marks are compared by reference.
/// </remarks>
public sealed record Scene
{
    /// <summary>Makes a scene.</summary>
    /// <param name="width">Width of the page, in points, positive.</param>
    /// <param name="height">Height of the page, in points, positive.</param>
    /// <param name="marks">The marks, later ones over earlier ones.</param>
    /// <exception cref="ArgumentException">A size is not positive and finite.</exception>
    public Scene(double width, double height, IReadOnlyList<Mark> marks)
    {
        ArgumentNullException.ThrowIfNull(marks);
        Width = Positive(width, nameof(width));
        Height = Positive(height, nameof(height));
        Marks = marks;
    }

    /// <summary>Width of the page, in points.</summary>
    public double Width { get; }

    /// <summary>Height of the page, in points.</summary>
    public double Height { get; }

    /// <summary>The marks, later ones over earlier ones.</summary>
    public IReadOnlyList<Mark> Marks { get; }

    /// <summary>Colour of the page; <c>null</c> leaves it transparent.</summary>
    public Rgb? Background { get; init; }

    /// <summary>The page as a box.</summary>
    public SceneBox Page => new(0, 0, Width, Height);

    /// <summary>All marks that are not groups, in drawing order.</summary>
    public IEnumerable<Mark> Flatten() => Flatten(Marks);

    /// <summary>The same scene, larger or smaller: places, strokes and fonts alike.</summary>
    /// <param name="factor">Factor of all lengths, positive.</param>
    /// <exception cref="ArgumentException"><paramref name="factor"/> is not positive and finite.</exception>
    public Scene Scale(double factor)
    {
        Positive(factor, nameof(factor));
        var scaling = new SceneScaling(factor);
        return new Scene(Width * factor, Height * factor, [.. Marks.Select(scaling.Apply)]) { Background = Background };
    }

    private static IEnumerable<Mark> Flatten(IReadOnlyList<Mark> marks) =>
        marks.SelectMany(mark => mark is GroupMark group ? Flatten(group.Marks) : [mark]);

    private static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentException(FormattableString.Invariant($"A size is positive and finite, not {value}."), name);
}
