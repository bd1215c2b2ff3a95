namespace CarTEvidence.MetaAnalysis;

/// <summary>Effect sizes and variances of all studies as columns of length k; not a number where a study defines none.</summary>
internal sealed record EffectSizeColumns(double[] Effect, double[] Variance)
{
    /// <summary>As entries with labels.</summary>
    public IReadOnlyList<EffectSize> WithLabels(IReadOnlyList<string> study)
    {
        var entries = new EffectSize[Effect.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new EffectSize(study[i], double.IsFinite(Effect[i]) ? Effect[i] : null, double.IsFinite(Variance[i]) ? Variance[i] : null);
        }

        return entries;
    }
}
