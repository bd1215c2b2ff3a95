namespace CarTEvidence.Tests.Reading;

public sealed class ReadCsvToxicityTests
{
    private const string Header = "study_id,year,disease,n_treated,cohort_id,crs_any,crs_grade1,crs_grade2,crs_grade3,crs_grade4,crs_grade3plus,n_evaluable_crs";

    [Theory]
    [InlineData("4,1,1,1,0,1,9", "crs_any", "the grades add up to 3, but any grade is 4")]
    [InlineData("2,1,2,0,0,0,9", "crs_any", "the grades add up to 3, but any grade is 2")]
    [InlineData(",,,1,1,3,9", "crs_grade3plus", "grade 3 and worse add up to 2, but grade ≥ 3 is 3")]
    [InlineData(",,,2,,1,9", "crs_grade3plus", "grade 3 and worse add up to 2, but grade ≥ 3 is 1")]
    [InlineData("2,,,,,3,9", "crs_grade3plus", "3 patients with grade ≥ 3 exceed the 2 with any grade")]
    [InlineData("2,3,,,,,9", "crs_any", "the grades add up to 3, but any grade is 2")]
    [InlineData("10,,,,,,9", "crs_any", "10 patients exceed the 9 evaluable")]
    [InlineData(",,10,,,,9", "crs_grade2", "10 patients exceed the 9 evaluable")]
    [InlineData("3,1,,,,,", "crs_any", "a count is given without its denominator, n_evaluable_crs")]
    public void ReadCsv_GradesThatDoNotAddUp_AreAnError(string fields, string field, string message)
    {
        var error = Assert.Single(EvidenceBase.ReadCsv(new StringReader($"{Header}\nOne,2024,SLE,12,C,{fields}\n")).Errors);

        Assert.Equal((2L, field, message), (error.Line, error.Field, error.Message));
    }

    [Fact]
    public void ReadCsv_GradesThatTogetherExceedTheEvaluable_AreAnError()
    {
        var error = Assert.Single(EvidenceBase.ReadCsv(new StringReader($"{Header}\nOne,2024,SLE,12,C,,5,5,,,,9\n")).Errors);

        Assert.Equal("the grades do not add up: no grading of 9 evaluable patients has any grade not reported, grades 1 to 5 5, 5, not reported, not reported, not reported and grade ≥ 3 not reported", error.Message);
    }

    [Fact]
    public void ReadCsv_Grade5AndGradingScale_AreReadWhereTheyStand()
    {
        var text = Header + ",crs_grade5,crs_grading\nOne,2024,SLE,12,C,4,1,1,1,0,2,9,1,ASTCT 2019\n";

        var crs = EvidenceBase.ReadCsv(new StringReader(text)).OrThrow().Arms[0].Crs!;

        Assert.Equal((1, GradingSystem.Astct2019), (crs.Grade5, crs.GradingSystem));
        Assert.Equal((4, 3, 2, 1, 1), (crs.AtLeast(1), crs.AtLeast(2), crs.AtLeast(3), crs.AtLeast(4), crs.AtLeast(5)));
    }

    [Fact]
    public void ReadCsv_SeriousInfectionsExceedAny_AreAnError()
    {
        var text = "study_id,year,disease,n_treated,cohort_id,serious_infection_events,any_infection_events,n_evaluable_infection\nOne,2024,SLE,12,C,3,2,9\n";

        var error = Assert.Single(EvidenceBase.ReadCsv(new StringReader(text)).Errors);

        Assert.Equal(("serious_infection_events", "3 patients with serious infections exceed the 2 with any infection"), (error.Field, error.Message));
    }

    [Theory]
    [InlineData("2,,9", 2, null)]
    [InlineData(",3,9", null, 3)]
    [InlineData("2,3,9", 2, 3)]
    [InlineData(",,9", null, null)]
    public void ReadCsv_Infections_ShareOneDenominator(string fields, int? serious, int? any)
    {
        var text = $"study_id,year,disease,n_treated,cohort_id,serious_infection_events,any_infection_events,n_evaluable_infection\nOne,2024,SLE,12,C,{fields}\n";

        var arm = EvidenceBase.ReadCsv(new StringReader(text)).OrThrow().Arms[0];

        Assert.Equal((serious, any), (Outcome.SeriousInfection.CountIn(arm)?.Events, Outcome.Infection.CountIn(arm)?.Events));
        Assert.Equal("9", arm.Column("n_evaluable_infection"));
    }

    [Fact]
    public void ReadCsv_InfectionsBeyondTheTreated_AreListedOnce()
    {
        var text = "study_id,year,disease,n_treated,cohort_id,serious_infection_events,any_infection_events,n_evaluable_infection\nOne,2024,SLE,5,C,1,2,9\n";

        Assert.Equal("n_evaluable_infection", Assert.Single(EvidenceBase.ReadCsv(new StringReader(text)).Errors).Field);
    }

    [Theory]
    [InlineData("6", "7", "", "follow_up_median_months", "the minimum follow-up, 7 months, is longer than the median, 6")]
    [InlineData("6", "", "5", "follow_up_max_months", "the median follow-up, 6 months, is longer than the maximum, 5")]
    [InlineData("", "7", "5", "follow_up_max_months", "the minimum follow-up, 7 months, is longer than the maximum, 5")]
    public void ReadCsv_FollowUpOutOfOrder_IsAnError(string median, string minimum, string maximum, string field, string message)
    {
        var text = $"study_id,year,disease,n_treated,cohort_id,follow_up_median_months,follow_up_min_months,follow_up_max_months\nOne,2024,SLE,12,C,{median},{minimum},{maximum}\n";

        var error = Assert.Single(EvidenceBase.ReadCsv(new StringReader(text)).Errors);

        Assert.Equal((field, message), (error.Field, error.Message));
    }

    [Fact]
    public void ReadCsv_DeathsExceedTheTreated_AreAnError()
    {
        var error = Assert.Single(EvidenceBase.ReadCsv(new StringReader("study_id,year,disease,n_treated,cohort_id,deaths\nOne,2024,SLE,5,C,6\n")).Errors);

        Assert.Equal(("deaths", "6 deaths do not lie between 0 and the 5 treated"), (error.Field, error.Message));
    }
}
