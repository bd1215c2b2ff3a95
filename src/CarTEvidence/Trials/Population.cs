namespace CarTEvidence;

/// <summary>Age group.</summary>
public enum Population
{
    /// <summary>Adults (<c>adult</c>).</summary>
    Adult,

    /// <summary>Children and adolescents (<c>paediatric</c>).</summary>
    Paediatric,

    /// <summary>Both (<c>mixed</c>).</summary>
    Mixed,
}
