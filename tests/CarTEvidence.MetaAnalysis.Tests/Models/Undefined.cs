using System.Collections;
using System.Reflection;

namespace CarTEvidence.MetaAnalysis.Tests.Models;

/// <summary>Looks for numbers that are none in everything that a result says in public.</summary>
internal static class Undefined
{
    public static void AssertNone(object result, string what)
    {
        List<string> found = [];
        Walk(result, string.Empty, found, 0);
        Assert.True(found.Count == 0, $"{what}: not a number at {string.Join(", ", found.Take(8))}");
    }

    private static void Walk(object? value, string path, List<string> found, int depth)
    {
        switch (value)
        {
            case null or string or Enum or Delegate or Measure:
                return;
            case double number:
                if (double.IsNaN(number))
                {
                    found.Add(path);
                }

                return;
            case IEnumerable items:
                var i = 0;
                foreach (var item in items)
                {
                    Walk(item, $"{path}[{i++}]", found, depth + 1);
                }

                return;
        }

        if (depth < 8 && value.GetType() is { Namespace: "CarTEvidence.MetaAnalysis" } type)
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
            {
                Walk(property.GetValue(value), $"{path}.{property.Name}", found, depth + 1);
            }
        }
    }
}
