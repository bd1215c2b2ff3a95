namespace CarTEvidence.Reports;

/// <content>What an outcome of the evidence adds: selection, definitions and the overlap audit.</content>
internal sealed partial class AnswerWriter
{
    /// <summary>The answer about an outcome of the evidence.</summary>
    public void Write(PooledOutcome pooled, string? subgroupBy)
    {
        // The notes about counts and definitions come before those of the model.
        var effect = pooled.Effect with { Notes = pooled.Notes };
        json.WriteStartObject();
        WriteIdentity(effect, AnswerFrame.None);
        Text("outcome", pooled.Outcome.Name);
        Array("where", pooled.Where, json.WriteStringValue);
        Text("subgroupBy", subgroupBy ?? effect.SubgroupName);
        WriteResult(effect, AnswerFrame.None);
        Entries("definitions", pooled.Definitions, definition =>
        {
            Text("definition", definition.Definition);
            Count("reports", definition.Reports);
            Count("patients", definition.Patients);
        });
        WriteOverlap(pooled.Overlap);
        Text("inputHash", pooled.InputHash);
        json.WriteEndObject();
    }

    private void WriteOverlap(OverlapAudit overlap) => Object("overlap", () =>
    {
        Text("policy", overlap.Policy.Code());
        Entries("kept", overlap.Kept, kept =>
        {
            Text("study", kept.Study);
            Text("arm", kept.Arm);
        });
        Entries("dropped", overlap.Dropped, dropped =>
        {
            Text("study", dropped.Study);
            Text("arm", dropped.Arm);
            Text("rule", dropped.Rule.Code());
            Text("inFavourOf", dropped.InFavourOf);
        });
    });
}
