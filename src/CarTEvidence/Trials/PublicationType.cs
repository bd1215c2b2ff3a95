namespace CarTEvidence;

/// <summary>Kind of publication.</summary>
public enum PublicationType
{
    /// <summary>Journal article (<c>article</c>).</summary>
    Article,

    /// <summary>Meeting abstract (<c>abstract</c>).</summary>
    Abstract,

    /// <summary>Preprint (<c>preprint</c>).</summary>
    Preprint,

    /// <summary>Company release (<c>press_release</c>).</summary>
    PressRelease,
}
