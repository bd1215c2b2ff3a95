namespace CarTEvidence.Reports;

/// <summary>Writes an object for a notebook in one format.</summary>
/// <param name="mimeType">The format.</param>
/// <param name="write">The object's text in it; <c>null</c> for an object it does not know.</param>
internal sealed class TypeFormatter(string mimeType, Func<object, string?> write)
{
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
