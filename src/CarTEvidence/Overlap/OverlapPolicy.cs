namespace CarTEvidence;

/// <summary>What happens to reports that share patients when an outcome is pooled.</summary>
public enum OverlapPolicy
{
    /// <summary>One report a cohort stays; superseded ones leave (<c>resolve</c>).</summary>
    Resolve,

    /// <summary>All stay, patients counted twice included (<c>keep</c>).</summary>
    Keep,

    /// <summary>Pooling fails if reports share patients (<c>fail</c>).</summary>
    Fail,
}
