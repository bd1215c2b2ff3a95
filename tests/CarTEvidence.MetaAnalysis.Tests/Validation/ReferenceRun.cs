using System.Collections.Concurrent;

namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>Every procedure on every file, run once for the tests, the inventory and the page.</summary>
internal static class ReferenceRun
{
    private static readonly ConcurrentDictionary<(string Procedure, string File), Lazy<Comparison>> Results = new();

    public static Comparison Of(ReferenceProcedure procedure, string file) => Results.GetOrAdd(
        (procedure.Name, file),
        _ => new Lazy<Comparison>(() =>
        {
            var comparison = new Comparison(file);
            procedure.Compare(ReferenceFile.Open(file), comparison);
            return comparison;
        })).Value;
}
