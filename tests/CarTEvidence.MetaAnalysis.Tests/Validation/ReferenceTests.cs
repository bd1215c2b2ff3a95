namespace CarTEvidence.MetaAnalysis.Tests.Validation;

/// <summary>The reference files, number by number; nothing in them is left unread.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var procedure in ReferenceProcedure.All)
        {
            foreach (var file in ReferenceFile.Names(procedure.Patterns))
            {
                cases.Add(procedure.Name, file);
            }
        }

        return cases;
    }

    public static TheoryData<string> Files() => [.. ReferenceFile.Names("*.json")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_EveryNumberOfThePart_Agrees(string procedure, string file) =>
        ReferenceRun.Of(ReferenceProcedure.All.Single(p => p.Name == procedure), file).Verify();

    [Theory]
    [MemberData(nameof(Files))]
    public void Inventory_EveryValueOfTheFile_IsComparedOrExplained(string file)
    {
        var open = Inventory.Of(file).Open.ToList();
        Assert.True(open.Count == 0, $"{file}: {open.Count} values that nothing compares or explains:\n{string.Join('\n', open.Take(40))}");
    }

    [Fact]
    public void Explanations_EveryOne_IsNeeded()
    {
        var used = ReferenceFile.Names("*.json").SelectMany(file => Inventory.Of(file).Used).ToHashSet();
        Assert.Empty(Inventory.Explanations.Except(used));
    }

    [Fact]
    public void Files_EveryOne_HasAProcedure() =>
        Assert.Empty(ReferenceFile.Names("*.json").Except(ReferenceProcedure.All.SelectMany(p => ReferenceFile.Names(p.Patterns))));
}
