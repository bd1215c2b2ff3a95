using System.Runtime.InteropServices;

namespace CarTEvidence.Resampling;

/// <summary>Zeroed memory on a cache-line boundary, so that no 512-bit vector straddles two lines. One to a worker, used again for every batch.</summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const nuint CacheLine = 64;

    private byte* _memory;
    private nuint _taken;

    /// <summary>Reserves room for several arrays, each rounded up to whole cache lines.</summary>
    public AlignedBuffer(long bytes)
    {
        Length = ((nuint)bytes + CacheLine - 1) & ~(CacheLine - 1);
        _memory = (byte*)NativeMemory.AlignedAlloc(Length, CacheLine);
        NativeMemory.Clear(_memory, Length);
        GC.AddMemoryPressure((long)Length);
    }

    ~AlignedBuffer() => Free();

    /// <summary>Size in bytes.</summary>
    public nuint Length { get; }

    /// <summary>The next array of this buffer.</summary>
    public T* Take<T>(long count)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_memory == null, this);
        nuint bytes = (nuint)BytesFor<T>(count);
        if (_taken + bytes > Length)
        {
            throw new InvalidOperationException($"{count} elements do not fit: {_taken} of {Length} bytes are taken.");
        }

        T* array = (T*)(_memory + _taken);
        _taken += bytes;
        return array;
    }

    /// <summary>Bytes that <see cref="Take"/> uses for an array.</summary>
    public static long BytesFor<T>(long count)
        where T : unmanaged => ((count * sizeof(T)) + (long)CacheLine - 1) & ~((long)CacheLine - 1);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_memory == null)
        {
            return;
        }

        NativeMemory.AlignedFree(_memory);
        _memory = null;
        GC.RemoveMemoryPressure((long)Length);
    }
}
