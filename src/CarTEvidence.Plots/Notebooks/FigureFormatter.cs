namespace CarTEvidence.Plots.Notebooks;

/// <summary>Writes figures in one format; kernels look for members of these names.</summary>
/// <param name="mimeType">The format.</param>
/// <param name="write">The figure in it.</param>
internal sealed class FigureFormatter(string mimeType, Func<Figure, string> write)
{
    /// <summary>The format.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes an instance; <c>false</c> if it is no figure.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not Figure figure)
        {
            return false;
        }

        writer.Write(write(figure));
        return true;
    }
}
