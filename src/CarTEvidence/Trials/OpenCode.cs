namespace CarTEvidence;

/// <summary>A code of the data dictionary that stays open: well-known values have a name, a new code is accepted as it is.</summary>
/// <remarks>Two codes are equal if they are of one kind and agree in any case.</remarks>
public abstract class OpenCode : IEquatable<OpenCode>
{
    private protected OpenCode(string code, string? name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        Code = code.Trim();
        Name = name ?? Code;
        IsWellKnown = name is not null;
    }

    /// <summary>The short code, as it stands in a file.</summary>
    public string Code { get; }

    /// <summary>The full name; for a new code, the code itself.</summary>
    public string Name { get; }

    /// <summary>Whether the data dictionary knows the code.</summary>
    public bool IsWellKnown { get; }

    /// <summary>Whether both are the same code of the same kind.</summary>
    public static bool operator ==(OpenCode? left, OpenCode? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the codes or their kinds differ.</summary>
    public static bool operator !=(OpenCode? left, OpenCode? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(OpenCode? other) =>
        ReferenceEquals(this, other) || (other is not null && other.GetType() == GetType() && string.Equals(Code, other.Code, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as OpenCode);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(GetType(), StringComparer.OrdinalIgnoreCase.GetHashCode(Code));

    /// <summary>The code.</summary>
    public sealed override string ToString() => Code;

    private protected static T Find<T>(string code, IReadOnlyList<T> known, Func<string, T> create)
        where T : OpenCode
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        var trimmed = code.AsSpan().Trim();
        foreach (var value in known)
        {
            if (trimmed.Equals(value.Code, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return create(trimmed.ToString());
    }
}
