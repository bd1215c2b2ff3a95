using CarTEvidence.MetaAnalysis;

namespace CarTEvidence.Plots.Tests.Charts;

/// <summary>BCG vaccine against tuberculosis, 13 trials: Colditz et al., JAMA 1994;271:698-702, table 1.</summary>
internal static class BcgTrials
{
    internal static readonly TwoArmData Data = new(
        [
            "Aronson 1948", "Ferguson & Simes 1949", "Rosenthal et al 1960", "Hart & Sutherland 1977", "Frimodt-Moller et al 1973", "Stein & Aronson 1953", "Vandiviere et al 1973",
            "TPT Madras 1980", "Coetzee & Berjak 1968", "Rosenthal et al 1961", "Comstock et al 1974", "Comstock & Webster 1969", "Comstock et al 1976",
        ],
        [4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27],
        [123, 306, 231, 13598, 5069, 1541, 2545, 88391, 7499, 1716, 50634, 2498, 16913],
        [11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29],
        [139, 303, 220, 12867, 5808, 1451, 629, 88391, 7277, 1665, 27338, 2341, 17854]);

    internal static PooledEffect RiskRatio { get; } = Pooling.TwoArm(Data, new TwoArmOptions { Measure = Measure.RiskRatio });
}
