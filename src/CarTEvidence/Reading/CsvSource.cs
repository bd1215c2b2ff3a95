using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;

namespace CarTEvidence;

/// <summary>The rows of a CSV text, one at a time, with the line each starts on. Faults of the text itself go to the list of problems.</summary>
internal sealed class CsvSource : IDisposable
{
    private const char ByteOrderMark = '\uFEFF';
    private const char ReplacementCharacter = '\uFFFD';

    private readonly CsvReader _reader;
    private readonly ProblemList _problems;
    private readonly Func<byte[]> _hash;
    private readonly IDisposable[] _owned;
    private bool _encodingReported;

    private CsvSource(Func<CsvReaderOptions, CsvReader> open, EvidenceReadOptions options, ProblemList problems, Func<byte[]> hash, params IDisposable[] owned)
    {
        _problems = problems;
        _hash = hash;
        _owned = owned;
        _reader = open(new CsvReaderOptions
        {
            HasHeader = false,
            Separator = options.Separator,
            MaxRecordSize = options.MaxRowBytes,
            TrackLineNumbers = true,
            PoolStrings = true,
            FormatProvider = CultureInfo.InvariantCulture,
            OnMalformedRecord = Malformed,
        });
    }

    /// <summary>Header names, trimmed, in the order of the file; empty if the file is.</summary>
    public string[] Header { get; private set; } = [];

    /// <summary>Line on which the current row starts.</summary>
    public long Line { get; private set; }

    /// <summary>Fields of the current row, trimmed; as many as <see cref="Header"/> has.</summary>
    public string[] Fields { get; private set; } = [];

    public static CsvSource Open(string path, EvidenceReadOptions options, ProblemList problems)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Open(file, options, problems);
    }

    /// <summary>Reads a stream and closes it in the end; the hash is that of its bytes.</summary>
    public static CsvSource Open(Stream stream, EvidenceReadOptions options, ProblemList problems)
    {
        var sha = SHA256.Create();
        var hashing = new CryptoStream(stream, sha, CryptoStreamMode.Read);
        return new(o => CsvReader.Create(hashing, o), options, problems, () => sha.Hash ?? [], hashing, sha);
    }

    /// <summary>Reads text and leaves the reader open; the hash is that of its UTF-8 form.</summary>
    public static CsvSource Open(TextReader text, EvidenceReadOptions options, ProblemList problems)
    {
        var hashing = new HashingTextReader(text);
        return new(o => CsvReader.Create(hashing, o), options, problems, hashing.Hash, hashing);
    }

    /// <summary>Reads the header. Answers whether there is one; if not, the problem is listed.</summary>
    public bool ReadHeader()
    {
        if (!Next())
        {
            _problems.Error(1, "the file is empty; it needs a header line with the names of the columns");
            return false;
        }

        Header = new string[_reader.FieldCount];
        for (var i = 0; i < Header.Length; i++)
        {
            Header[i] = _reader.GetString(i).Trim(ByteOrderMark).Trim();
        }

        if (Header.Any(name => name.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c))))
        {
            _problems.Error(Line, "the file is not text; a spreadsheet is first saved as CSV (UTF-8)");
            return false;
        }

        Fields = new string[Header.Length];
        if (_reader.Separator != ',')
        {
            var name = _reader.Separator == '\t' ? "the tab" : $"\"{_reader.Separator}\"";
            _problems.Warning(Line, $"the fields are read as separated by {name}, not by the comma");
        }

        return true;
    }

    /// <summary>Advances to the next row with something in it and as many fields as the header.</summary>
    public bool ReadRow(CancellationToken cancellation)
    {
        while (Next())
        {
            cancellation.ThrowIfCancellationRequested();
            var blank = true;
            var count = _reader.FieldCount;
            for (var i = 0; i < Math.Min(count, Fields.Length); i++)
            {
                Fields[i] = Text(i);
                blank &= Fields[i].Length == 0;
            }

            for (var i = Fields.Length; i < count && blank; i++)
            {
                blank = Text(i).Length == 0;
            }

            if (blank)
            {
                continue;
            }

            if (count == Fields.Length)
            {
                return true;
            }

            _problems.Error(Line, string.Create(CultureInfo.InvariantCulture, $"the row has {count} fields, the header has {Header.Length}; a field that holds the separator stands in double quotes"));
        }

        return false;
    }

    /// <summary>SHA-256 of what was read, once the end was reached, in lower-case hexadecimal digits.</summary>
    public string Hash() => Convert.ToHexStringLower(_hash());

    public void Dispose()
    {
        _reader.Dispose();
        foreach (var item in _owned)
        {
            item.Dispose();
        }
    }

    private bool Next()
    {
        try
        {
            var found = _reader.Read();
            Line = found ? _reader.LineNumber : Line;
            return found;
        }
        catch (CsvFormatException e)
        {
            // Only a row beyond the limit ends here; everything else is recovered from and reported by Malformed.
            _problems.Error(Math.Max(e.LineNumber, Line + 1), "the row does not end within the limit of a row's length; a double quote may be open that is never closed");
            return false;
        }
    }

    private string Text(int index)
    {
        var text = _reader.GetString(index);
        if (!_encodingReported && text.Contains(ReplacementCharacter, StringComparison.Ordinal))
        {
            _encodingReported = true;
            _problems.Add(new(ProblemSeverity.Warning, Line, "the text is not UTF-8: a character could not be read; save the file as UTF-8")
            {
                Column = index + 1,
                Field = index < Header.Length ? Header[index] : null,
                Value = text,
            });
        }

        return text.Trim();
    }

    private void Malformed(CsvMalformedRecord record) => _problems.Error(record.LineNumber, record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a double quote is opened and never closed",
        CsvMalformedReason.TextAfterClosingQuote => "text follows a closing double quote; a quote inside a quoted field is doubled (\"\")",
        CsvMalformedReason.StrayQuote => "a double quote stands inside a field that does not start with one; quote the whole field and double the quote",
        _ => "the quoting of the row is malformed",
    });
}
