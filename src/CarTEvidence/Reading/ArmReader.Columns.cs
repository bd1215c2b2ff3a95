namespace CarTEvidence;

/// <content>Places of the columns in the file; −1 where the file does not have one.</content>
internal sealed partial class ArmReader
{
    private readonly record struct OutcomeColumns(int Events, int Definition = -1);

    private readonly record struct TextColumns(
        int FirstAuthor, int Journal, int Doi, int Pmid, int Registration, int Country, int CentreGroup, int Cohort, int Supersedes, int DiseaseDetail, int Product, int Vector,
        int Lymphodepletion, int Dose, int SourceUrls, int SourceNote);

    private readonly record struct CodeColumns(int Design, int PublicationType, int Disease, int Population, int Target, int CellType, int Source, int Costimulation, int Confidence);

    private readonly record struct Denominator(int Index, string Name);

    private readonly record struct ToxicityColumns(Denominator Evaluable, int Any, int[] Grades, int Grade3Plus, int Grading)
    {
        public IEnumerable<int> Counts => [Any, .. Grades, Grade3Plus];

        public int Of(string part) => part switch
        {
            "evaluable" => Evaluable.Index,
            "any" => Any,
            "grade3plus" => Grade3Plus,
            _ => Grades[part[^1] - '1'],
        };
    }
}
