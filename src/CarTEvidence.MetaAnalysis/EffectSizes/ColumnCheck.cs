using System.Globalization;
using System.Runtime.CompilerServices;

namespace CarTEvidence.MetaAnalysis;

/// <summary>Checks columns of study data; messages name the study, its entry and the value.</summary>
internal static class ColumnCheck
{
    /// <summary>A copy of the labels, at least one.</summary>
    public static string[] Labels(IEnumerable<string> study)
    {
        ArgumentNullException.ThrowIfNull(study);
        string[] labels = [.. study];
        return labels.Length > 0 ? labels : throw new ArgumentException("At least one study is needed.", nameof(study));
    }

    /// <summary>A copy of a column of the given length.</summary>
    public static T[] Copy<T>(IEnumerable<T> column, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(column, name);
        T[] copy = [.. column];
        return copy.Length == count
            ? copy
            : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Columns differ in length: {count} studies, {copy.Length} values of {name}."), name);
    }

    /// <summary>Refuses a value.</summary>
    public static void Require<T>(bool valid, string[] study, int index, string column, T value, string requirement)
    {
        if (!valid)
        {
            Refuse(study[index], index, column, value, requirement);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Refuse<T>(string study, int index, string column, T value, string requirement) =>
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"Study \"{study}\" (entry {index + 1}): {column} is {value}; it {requirement}."), column);
}
