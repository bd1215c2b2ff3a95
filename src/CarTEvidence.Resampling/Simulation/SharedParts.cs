namespace CarTEvidence.Resampling;

/// <summary>What methods share of one data set, by type and key.</summary>
internal sealed class SharedParts
{
    private readonly Dictionary<(Type, object), object> _parts = [];

    public void Clear() => _parts.Clear();

    public T Get<T>(object key, Func<T> make)
        where T : class
    {
        if (!_parts.TryGetValue((typeof(T), key), out object? found))
        {
            _parts.Add((typeof(T), key), found = make());
        }

        return (T)found;
    }
}
