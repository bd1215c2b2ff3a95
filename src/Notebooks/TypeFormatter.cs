namespace CarTEvidence.Notebooks;

/// <summary>Writes an object for a notebook in one format; kernels look for members of these names.</summary>
/// <param name="mimeType">The format.</param>
/// <param name="write">The object's text in it; <c>null</c> for an object it does not know.</param>
internal sealed class TypeFormatter(string mimeType, Func<object, string?> write)
{
    /// <summary>HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Plain text.</summary>
    public const string Plain = "text/plain";

    /// <summary>A drawing that code hosts show too; they take drawings out of HTML.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>The format.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes the object.</summary>
    /// <param name="instance">The object.</param>
    /// <param name="writer">Where to.</param>
    /// <returns>Whether the object was known and written.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        var text = write(instance);
        writer.Write(text);
        return text is not null;
    }
}
