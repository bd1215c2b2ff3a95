using Microsoft.Win32.SafeHandles;

namespace CarTEvidence.Cli;

/// <summary>Standard output that notices when nobody reads it any longer.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    // EPIPE, the same on Linux and macOS.
    private const int NobodyReads = 32;

    /// <summary>Opens it. The runtime's own stream drops what a closed pipe refuses, so that <c>fit | head</c> would answer to the end of its input.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        var direct = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // On a file, the process's place in it must move along for whoever writes next.
        return direct.CanSeek ? Console.OpenStandardOutput() : direct;
    }

    /// <summary>Whether writing failed because the reader is gone, which is the reader's choice and no fault.</summary>
    public static bool ReaderIsGone(Exception fault) => fault is IOException && fault.HResult == NobodyReads && !OperatingSystem.IsWindows();
}
