namespace CarTEvidence.MetaAnalysis;

/// <summary>What is changed, one study at a time, to see what a pooled effect rests on.</summary>
public enum StudyChange
{
    /// <summary>Each study is left out in turn.</summary>
    LeftOut,

    /// <summary>The studies are added one after the other.</summary>
    Added,
}
