using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Cli.Options;

/// <summary>The level that all verbs share.</summary>
internal static class PoolingLevel
{
    public static double Default => ProportionOptions.Default.Level;
}
