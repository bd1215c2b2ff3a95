namespace CarTEvidence;

/// <content>Counts with their denominators.</content>
internal sealed partial class ArmReader
{
    private ReportedOutcome? ReadOutcome(OutcomeColumns columns, Denominator denominator, int? evaluable)
    {
        var events = Count(columns.Events);
        var definition = Text(columns.Definition);
        if (Text(columns.Events) is null)
        {
            if (definition is not null)
            {
                Problem(columns.Definition, "a definition is given and no count of events");
            }

            return evaluable is { } n ? new(null, n) : null;
        }

        if (definition is null)
        {
            Expected(columns.Definition);
        }

        if (evaluable is null)
        {
            WithoutDenominator(columns.Events, denominator);
            return null;
        }

        var violations = ReportedOutcome.Check(events, evaluable.Value);
        foreach (var violation in violations)
        {
            Problem(violation.Part == "events" ? columns.Events : denominator.Index, violation.Message);
        }

        return events is not null && violations.Count == 0 ? new(events, evaluable.Value, definition) : null;
    }

    /// <summary>Serious and any infections, which share a denominator; a denominator alone belongs to any infection.</summary>
    private (ReportedOutcome? Serious, ReportedOutcome? Any) ReadInfections(int? treated)
    {
        var evaluable = Evaluable(_infectionOf, treated);
        var any = ReadOutcome(_infection, _infectionOf, evaluable);
        if (Text(_serious.Events) is null)
        {
            return (null, any);
        }

        var serious = ReadOutcome(_serious, _infectionOf, evaluable);
        if (TrialArm.CheckInfections(serious?.Events, any?.Events) is { } violation)
        {
            Problem(_serious.Events, violation.Message);
        }

        return (serious, any?.Events is null ? null : any);
    }

    private GradedToxicity? ReadToxicity(ToxicityColumns columns, int? treated)
    {
        var evaluable = Evaluable(columns.Evaluable, treated);
        var any = Count(columns.Any);
        var grades = Array.ConvertAll(columns.Grades, Count);
        var grade3Plus = Count(columns.Grade3Plus);
        var grading = Open(columns.Grading, Text(columns.Grading), GradingSystem.Parse);
        if (evaluable is null)
        {
            if (columns.Counts.FirstOrDefault(i => Text(i) is not null, -1) is >= 0 and var given)
            {
                WithoutDenominator(given, columns.Evaluable);
            }

            return null;
        }

        var violations = GradedToxicity.Check(evaluable.Value, any, grades, grade3Plus);
        foreach (var violation in violations)
        {
            Problem(columns.Of(violation.Part), violation.Message);
        }

        return violations.Count == 0 ? new(evaluable.Value, any, grades[0], grades[1], grades[2], grades[3], grades[4], grade3Plus, grading) : null;
    }

    private int? ReadDeaths(int? treated)
    {
        var deaths = Count(_deaths);
        if (treated is { } n && TrialArm.CheckDeaths(deaths, n) is { } violation)
        {
            Problem(_deaths, violation.Message);
        }

        return deaths;
    }

    private int? Evaluable(Denominator denominator, int? treated)
    {
        var evaluable = Count(denominator.Index);
        if (treated is { } n && TrialArm.CheckEvaluable("evaluable", evaluable, n) is { } violation)
        {
            Problem(denominator.Index, violation.Message);
        }

        return evaluable;
    }

    private void WithoutDenominator(int given, Denominator denominator)
    {
        // A denominator that stands there and could not be read is a problem already.
        if (Text(denominator.Index) is null)
        {
            Problem(given, $"a count is given without its denominator, {denominator.Name}");
        }
    }
}
