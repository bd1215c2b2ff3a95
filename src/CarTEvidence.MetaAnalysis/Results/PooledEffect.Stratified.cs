namespace CarTEvidence.MetaAnalysis;

public sealed partial record PooledEffect
{
    /// <summary>Cochran–Mantel–Haenszel test that the common odds ratio, or rate ratio, is 1, with continuity correction; else <c>null</c>.</summary>
    public TestResult? CochranMantelHaenszel { get; init; }

    /// <summary>Breslow–Day test that the odds ratio is the same in all studies; else <c>null</c>.</summary>
    public TestResult? BreslowDay { get; init; }

    /// <summary>Breslow–Day test with Tarone's correction; else <c>null</c>.</summary>
    public TestResult? Tarone { get; init; }
}
