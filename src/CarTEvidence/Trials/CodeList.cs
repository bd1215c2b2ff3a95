namespace CarTEvidence;

/// <summary>Codes of a closed list, in the order of its enumeration.</summary>
internal sealed class CodeList<T>(params string[] codes)
    where T : struct, Enum
{
    private readonly T[] _values = Enum.GetValues<T>();

    /// <summary>The codes, separated for print.</summary>
    public string Allowed { get; } = string.Join(", ", codes);

    public string this[T value]
    {
        get
        {
            var index = Array.IndexOf(_values, value);
            return index >= 0 ? codes[index] : throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(T).Name} has the codes {Allowed}.");
        }
    }

    public bool TryParse(string text, out T value)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if (string.Equals(codes[i], text, StringComparison.OrdinalIgnoreCase))
            {
                value = _values[i];
                return true;
            }
        }

        value = default;
        return false;
    }
}
