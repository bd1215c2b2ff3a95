namespace CarTEvidence.Resampling;

/// <summary>Which form of the batch kernels runs. All forms give the same numbers; the choice is one of speed.</summary>
public enum KernelPath
{
    /// <summary>The fastest form that the processor supports; the default.</summary>
    Automatic,

    /// <summary>One replicate at a time: the specification.</summary>
    Scalar,

    /// <summary>Portable 256-bit vectors, four replicates to a vector (AVX2; two halves on ARM).</summary>
    Vector256,

    /// <summary>512-bit vectors, eight replicates to a vector (AVX-512 with VBMI and GFNI: Ice Lake, Zen 4 and later).</summary>
    Vector512,
}
