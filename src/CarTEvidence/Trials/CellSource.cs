namespace CarTEvidence;

/// <summary>Where the cells come from.</summary>
public enum CellSource
{
    /// <summary>From the patient (<c>autologous</c>).</summary>
    Autologous,

    /// <summary>From a donor or a cell line (<c>allogeneic</c>).</summary>
    Allogeneic,

    /// <summary>Made inside the patient (<c>in_vivo</c>).</summary>
    InVivo,
}
