using System.Globalization;
using System.Text;

namespace CarTEvidence.Plots.Writers;

/// <summary>Numbered objects, and the table that says where each begins.</summary>
internal sealed class PdfFile
{
    private readonly List<string?> _objects = [];

    /// <summary>The number of an object that will follow.</summary>
    internal int Reserve()
    {
        _objects.Add(null);
        return _objects.Count;
    }

    internal void Add(int number, string value) => _objects[number - 1] = value;

    internal void AddStream(int number, string content) =>
        Add(number, string.Create(CultureInfo.InvariantCulture, $"<</Length {content.Length}>>\nstream\n{content}\nendstream"));

    /// <summary>The file. Every character is one byte (ISO 8859-1).</summary>
    internal byte[] Finish(int catalog, int info)
    {
        // The second line holds bytes above 127, so that programs that sniff a file take it for binary.
        var file = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var offsets = new List<int>(_objects.Count);
        for (var i = 0; i < _objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{_objects[i]}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {_objects.Count + 1} /Root {catalog} 0 R /Info {info} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
