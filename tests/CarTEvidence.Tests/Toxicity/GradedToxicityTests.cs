namespace CarTEvidence.Tests.Toxicity;

public sealed class GradedToxicityTests
{
    [Fact]
    public void AtLeast_AllGradesReported_AddsThemUp()
    {
        var crs = new GradedToxicity(15, any: 9, grade1: 5, grade2: 2, grade3: 1, grade4: 1, grade3Plus: 2);

        Assert.Equal([9, 4, 2, 1], Enumerable.Range(1, 4).Select(g => crs.AtLeast(g)));
        Assert.True(crs.IsComplete);
    }

    [Fact]
    public void AtLeast_NoPatientWithAnyGrade_IsZeroForEveryGrade()
    {
        var crs = new GradedToxicity(15, any: 0);

        Assert.Equal([0, 0, 0, 0, 0], Enumerable.Range(1, 5).Select(g => crs.AtLeast(g)));
        Assert.True(crs.IsComplete);
    }

    [Fact]
    public void AtLeast_AnyAndGrade1_GivesGrade2AndMore() => Assert.Equal(3, new GradedToxicity(15, any: 8, grade1: 5).AtLeast(2));

    [Fact]
    public void AtLeast_Grade2AndGrade3Plus_GivesGrade2AndMore() => Assert.Equal(3, new GradedToxicity(15, grade2: 2, grade3Plus: 1).AtLeast(2));

    [Fact]
    public void AtLeast_EveryPatientMild_RulesOutTheRest()
    {
        var crs = new GradedToxicity(5, grade1: 5);

        Assert.Equal([5, 0, 0, 0, 0], Enumerable.Range(1, 5).Select(g => crs.AtLeast(g)));
    }

    [Fact]
    public void AtLeast_NoSevereCase_SaysNothingOfTheMild()
    {
        var crs = new GradedToxicity(17, grade3Plus: 0);

        Assert.Null(crs.AtLeast(1));
        Assert.Null(crs.AtLeast(2));
        Assert.Equal([0, 0, 0], Enumerable.Range(3, 3).Select(g => crs.AtLeast(g)));
        Assert.False(crs.IsComplete);
    }

    [Fact]
    public void AtLeast_OnlyAny_IsNotSplitByGuess()
    {
        var icans = new GradedToxicity(8, any: 1);

        Assert.Equal(1, icans.AtLeast(1));
        Assert.All(Enumerable.Range(2, 4), g => Assert.Null(icans.AtLeast(g)));
        Assert.Equal(new CountBounds(0, 1), icans.Bounds(3));
    }

    [Fact]
    public void AtLeast_NothingReported_IsNullAndBoundedByTheEvaluable()
    {
        var crs = new GradedToxicity(8);

        Assert.Null(crs.AtLeast(1));
        Assert.Equal(new CountBounds(0, 8), crs.Bounds(1));
    }

    [Fact]
    public void AtLeast_SilentAboutGrade5_IsTakenAsNoneInSumsButNotClaimedForGrade5Itself()
    {
        var crs = new GradedToxicity(15, grade3: 1, grade4: 1);

        Assert.Equal(2, crs.AtLeast(3));
        Assert.Equal(1, crs.AtLeast(4));
        Assert.Null(crs.AtLeast(5));
    }

    [Fact]
    public void AtLeast_Grade5_FollowsFromTheSums() => Assert.Equal(0, new GradedToxicity(15, grade3: 1, grade4: 1, grade3Plus: 2).AtLeast(5));

    [Fact]
    public void Grade_AsReported_IsNotDeduced()
    {
        var crs = new GradedToxicity(15, any: 0, grade1: 0, grade4: 0, grade5: 0);

        Assert.Equal([0, null, null, 0, 0], Enumerable.Range(1, 5).Select(g => crs.Grade(g)));
        Assert.Throws<ArgumentOutOfRangeException>(() => crs.Grade(0));
    }

    [Theory]
    [InlineData(-1, null, "evaluable", "the number evaluable, -1, is negative")]
    [InlineData(3, -1, "any", "-1 patients is negative")]
    public void Constructor_NegativeCount_Throws(int evaluable, int? any, string parameter, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new GradedToxicity(evaluable, any));

        Assert.Equal(parameter, error.ParamName);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_ToString_ShowsOneCountOrTheRange()
    {
        Assert.Equal("2", new CountBounds(2, 2).ToString());
        Assert.Equal("0 to 5", new CountBounds(0, 5).ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void AtLeast_NoSuchGrade_Throws(int grade) => Assert.Throws<ArgumentOutOfRangeException>(() => new GradedToxicity(3, any: 1).AtLeast(grade));

    [Fact]
    public void Constructor_GradesThatDoNotAddUp_ThrowsAndNamesTheNumbers()
    {
        var error = Assert.Throws<ArgumentException>(() => new GradedToxicity(9, any: 4, grade1: 1, grade2: 1, grade3: 1, grade4: 0));

        Assert.Equal("any", error.ParamName);
        Assert.StartsWith("the grades add up to 3, but any grade is 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_CountsWhoseSumLeavesTheRangeOfACount_AreRefusedAndNotWrappedAround()
    {
        const int Huge = 2_000_000_000;

        var error = Assert.Throws<ArgumentException>(() => new GradedToxicity(Huge, any: Huge, grade1: Huge, grade2: Huge, grade3: Huge, grade4: 0));

        Assert.StartsWith("the grades add up to 6000000000, but any grade is 2000000000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_Grade5Given_CountsTowardsGrade3Plus()
    {
        Assert.Equal(3, new GradedToxicity(9, grade3: 1, grade4: 1, grade5: 1, grade3Plus: 3).AtLeast(3));
        Assert.Throws<ArgumentException>(() => new GradedToxicity(9, grade3: 1, grade4: 1, grade5: 1, grade3Plus: 2));
    }

    [Fact]
    public void Constructor_AnyReportOfThreePatients_AgreesWithEnumerationOfEveryGrading()
    {
        // Three patients, every report of any, grades 1 to 4 and grade 3 or more that is partly or wholly blank: 4^6 × blanks.
        const int Evaluable = 3;
        int?[] values = [null, 0, 1, 2, 3];
        int[][] gradings =
        [
            .. from a in Enumerable.Range(0, Evaluable + 1)
               from b in Enumerable.Range(0, Evaluable + 1 - a)
               from c in Enumerable.Range(0, Evaluable + 1 - a - b)
               from d in Enumerable.Range(0, Evaluable + 1 - a - b - c)
               select new[] { a, b, c, d },
        ];
        var compared = 0;
        foreach (var any in values)
        {
            foreach (var g1 in values)
            {
                foreach (var g2 in values)
                {
                    foreach (var g3 in values)
                    {
                        foreach (var g4 in values)
                        {
                            foreach (var severe in values)
                            {
                                int?[] grades = [g1, g2, g3, g4];
                                int[][] agreeing =
                                [
                                    .. gradings.Where(x => (any ?? x.Sum()) == x.Sum() && (severe ?? x[2] + x[3]) == x[2] + x[3] && grades.Zip(x).All(p => (p.First ?? p.Second) == p.Second)),
                                ];
                                var possible = GradedToxicity.Check(Evaluable, any, [.. grades, null], severe).Count == 0;
                                Assert.Equal(agreeing.Length > 0, possible);
                                if (possible)
                                {
                                    var report = new GradedToxicity(Evaluable, any, g1, g2, g3, g4, grade3Plus: severe);
                                    for (var g = 1; g <= 4; g++)
                                    {
                                        int[] counts = [.. agreeing.Select(x => x.Skip(g - 1).Sum())];
                                        Assert.Equal(new CountBounds(counts.Min(), counts.Max()), report.Bounds(g));
                                        compared++;
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }

        Assert.True(compared > 1000, "The enumeration compared next to nothing.");
    }

    [Fact]
    public void ToString_PartlyReported_ShowsWhatIsKnown() => Assert.Equal("any ?/17, grade ≥ 3 0/17", new GradedToxicity(17, grade3Plus: 0).ToString());
}
