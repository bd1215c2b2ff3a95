namespace CarTEvidence.Tests.Reading;

/// <summary>Small files of arms as text, for tests of reading.</summary>
internal static class CsvText
{
    public const string Header = "study_id,arm_id,year,cohort_id,disease,n_treated,n_evaluable_remission,remission_events,remission_definition";

    public static EvidenceReadResult Read(string text) => EvidenceBase.ReadCsv(new StringReader(text));

    public static void AssertError(EvidenceReadResult result, long line, string message)
    {
        var error = Assert.Single(result.Errors);
        Assert.Equal((line, message), (error.Line, error.Message));
        Assert.False(result.IsValid);
    }
}
