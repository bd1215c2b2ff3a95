using System.Reflection;
using System.Runtime.CompilerServices;

namespace CarTEvidence.Tests;

/// <summary>What every public type of the project keeps to.</summary>
public sealed class ConventionTests
{
    private static readonly Type[] Public = [.. typeof(EvidenceBase).Assembly.GetExportedTypes()];

    [Fact]
    public void PublicTypes_Namespace_IsTheOneDoor() => Assert.All(Public, t => Assert.Equal("CarTEvidence", t.Namespace));

    [Fact]
    public void PublicTypes_Inheritance_IsClosedUnlessMeant()
    {
        Type[] meant = [typeof(OpenCode), typeof(EvidenceException)];

        Assert.All(Public.Where(t => t.IsClass && !meant.Contains(t)), t => Assert.True(t.IsSealed, $"{t.Name} can be inherited from."));
    }

    [Fact]
    public void PublicProperties_AfterConstruction_CannotBeSet() => Assert.All(
        Public.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(p => p.SetMethod is { IsPublic: true }),
        p => Assert.True(
            p.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) || p.DeclaringType!.IsValueType,
            $"{p.DeclaringType!.Name}.{p.Name} can be set."));

    [Fact]
    public void PublicFields_ExceptConstants_DoNotExist() => Assert.All(
        Public.Where(t => !t.IsEnum).SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)),
        f => Assert.True(f.IsLiteral, $"{f.DeclaringType!.Name}.{f.Name} is a field."));
}
