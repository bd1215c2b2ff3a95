using System.Security.Cryptography;
using System.Text;

namespace CarTEvidence;

/// <summary>Passes text on and hashes its UTF-8 form on the way; leaves the inner reader open.</summary>
internal sealed class HashingTextReader(TextReader inner) : TextReader
{
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    // One encoder for the whole text: a surrogate pair may be split between two reads.
    private readonly Encoder _encoder = new UTF8Encoding(false).GetEncoder();
    private byte[] _bytes = [];

    public byte[] Hash()
    {
        Append([], flush: true);
        return _sha.GetCurrentHash();
    }

    public override int Peek() => inner.Peek();

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var read = inner.Read(buffer);
        Append(buffer[..read], flush: false);
        return read;
    }

    public override int ReadBlock(Span<char> buffer)
    {
        var read = inner.ReadBlock(buffer);
        Append(buffer[..read], flush: false);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _sha.Dispose();
        base.Dispose(disposing);
    }

    private void Append(ReadOnlySpan<char> text, bool flush)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(text.Length + 1);
        if (_bytes.Length < needed)
        {
            _bytes = new byte[needed];
        }

        _sha.AppendData(_bytes, 0, _encoder.GetBytes(text, _bytes, flush));
    }
}
