namespace CarTEvidence;

/// <summary>The codes of closed lists, as they stand in a file.</summary>
public static class Codes
{
    private static readonly CodeList<StudyDesign> Designs = new("case_report", "case_series", "phase1", "phase1_2", "phase2", "rct");
    private static readonly CodeList<PublicationType> PublicationTypes = new("article", "abstract", "preprint", "press_release");
    private static readonly CodeList<Population> Populations = new("adult", "paediatric", "mixed");
    private static readonly CodeList<CellSource> Sources = new("autologous", "allogeneic", "in_vivo");
    private static readonly CodeList<Confidence> Confidences = new("high", "medium", "low");

    /// <summary>The code of a design, for example <c>phase1_2</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the list.</exception>
    public static string Code(this StudyDesign design) => Designs[design];

    /// <summary>The code of a kind of publication, for example <c>press_release</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the list.</exception>
    public static string Code(this PublicationType type) => PublicationTypes[type];

    /// <summary>The code of an age group, for example <c>paediatric</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the list.</exception>
    public static string Code(this Population population) => Populations[population];

    /// <summary>The code of a cell source, for example <c>in_vivo</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the list.</exception>
    public static string Code(this CellSource source) => Sources[source];

    /// <summary>The code of a confidence, for example <c>high</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the list.</exception>
    public static string Code(this Confidence confidence) => Confidences[confidence];

    internal static CodeList<T> Of<T>()
        where T : struct, Enum =>
        Lists<T>.Only;

    private static class Lists<T>
        where T : struct, Enum
    {
        public static readonly CodeList<T> Only = new object[] { Designs, PublicationTypes, Populations, Sources, Confidences }.OfType<CodeList<T>>().Single();
    }
}
