using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CarTEvidence.Resampling;

/// <summary>The only place that asks what the processor supports.</summary>
internal static class Dispatcher
{
    /// <summary>The paths this machine can run, the slowest first.</summary>
    public static IReadOnlyList<KernelPath> Available { get; } = Enum.GetValues<KernelPath>().Where(path => path != KernelPath.Automatic && Supports(path)).ToArray();

    /// <summary>Turns a wish into a path that can run here.</summary>
    /// <exception cref="PlatformNotSupportedException">The path asked for needs instructions this processor does not have.</exception>
    public static KernelPath Resolve(KernelPath wish)
    {
        if (wish == KernelPath.Automatic)
        {
            return Available[^1];
        }

        if (!Enum.IsDefined(wish))
        {
            throw new ArgumentOutOfRangeException(nameof(wish), wish, "Not a kernel path.");
        }

        return Supports(wish)
            ? wish
            : throw new PlatformNotSupportedException($"This processor cannot run the {wish} kernels; it can run {string.Join(", ", Available)}.");
    }

    private static bool Supports(KernelPath path) => path switch
    {
        KernelPath.Vector512 => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512Vbmi.IsSupported && Gfni.V512.IsSupported,
        KernelPath.Vector256 => Vector256.IsHardwareAccelerated || Vector128.IsHardwareAccelerated,
        _ => true,
    };
}
