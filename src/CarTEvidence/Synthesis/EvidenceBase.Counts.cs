namespace CarTEvidence;

public sealed partial class EvidenceBase
{
    /// <summary>What a subgroup of arms that do not report the grouping column is called.</summary>
    public const string NotReported = "not reported";

    /// <summary>Counts an outcome in the selected arms, with shared patients resolved by the policy: what <see cref="Pool"/> pools.</summary>
    /// <param name="outcome">What is counted.</param>
    /// <param name="by">Column that sorts the arms into subgroups, by its header name in any case; <c>null</c> for none.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    /// <exception cref="NoDataException">No selected arm reports the outcome.</exception>
    /// <exception cref="OverlapException">Reports share patients and the policy is <see cref="OverlapPolicy.Fail"/>.</exception>
    public OutcomeData Count(Outcome outcome, string? by = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var column = by is null ? null : Column(by, nameof(by));
        var counted = new List<CountedArm>();
        foreach (var arm in Arms)
        {
            if (outcome.CountIn(arm) is { } count)
            {
                counted.Add(new(arm, count));
            }
        }

        if (counted.Count == 0)
        {
            var how = Filters.Count == 0 ? "" : $" (selected by {string.Join(", ", Filters)})";
            throw new NoDataException(Arms.Count == 0 ? $"No arm is left to count {outcome.Name} in{how}." : $"None of the {Plural.Of(Arms.Count, "selected arm")} reports {outcome.Name}{how}.");
        }

        var (kept, audit, shared) = Resolve(outcome, counted);
        var definitions = DefinitionsOf(kept);
        return new OutcomeData
        {
            Outcome = outcome,
            Arms = [.. kept.Select(c => c.Arm)],
            Counts = [.. kept.Select(c => c.Count)],
            Proportions = new(kept.Select(c => _origin.Labels[c.Arm]), kept.Select(c => (long)c.Count.Events), kept.Select(c => (long)c.Count.Evaluable)),
            Grouping = column is null ? null : new(column, [.. kept.Select(c => ColumnOf(c.Arm, column) ?? NotReported)]),
            Definitions = definitions,
            Overlap = audit,
            Where = Filters,
            WhereColumns = ColumnFilters,
            InputHash = Hash,
            Notes = [.. SynthesisNotes.Of(outcome, definitions, audit, shared)],
        };
    }

    private (IReadOnlyList<CountedArm> Kept, OverlapAudit Audit, IReadOnlyList<OverlapDropped> Shared) Resolve(Outcome outcome, IReadOnlyList<CountedArm> counted)
    {
        var (dropped, remark) = OverlapResolution.Of(Arms, counted, _origin.Supersession);
        OverlapDropped[] shared = [.. dropped.OrderBy(d => d.Key).Select(d => d.Value)];
        if (OverlapPolicy == OverlapPolicy.Fail && shared.Length > 0)
        {
            throw new OverlapException(
                $"Reports of {outcome.Name} share patients: {string.Join("; ", shared.Select(d => $"{d.Study}/{d.Arm} with {d.InFavourOf} ({d.Reason})"))}.",
                shared);
        }

        var kept = OverlapPolicy == OverlapPolicy.Keep ? counted : [.. counted.Where((_, i) => !dropped.ContainsKey(i))];
        var audit = new OverlapAudit(
            OverlapPolicy,
            [.. kept.Select(c => new OverlapKept(c.Arm.Study, c.Arm.Arm, c.Arm.Cohort, c.Count.Evaluable, remark(c.Arm)))],
            OverlapPolicy == OverlapPolicy.Keep ? [] : shared);
        return (kept, audit, shared);
    }

    private static IReadOnlyList<OutcomeDefinition> DefinitionsOf(IReadOnlyList<CountedArm> kept) =>
    [
        .. kept
            .GroupBy(c => c.Count.Definition, DefinitionText.Comparer)
            .Select(g => new OutcomeDefinition(g.Key, g.Select(c => c.Arm.Study).Distinct(StringComparer.Ordinal).Count(), g.Sum(c => (long)c.Count.Evaluable)))
            .OrderByDescending(d => d.Patients)
            .ThenByDescending(d => d.Reports)
            .ThenBy(d => d.Definition, StringComparer.Ordinal),
    ];
}
