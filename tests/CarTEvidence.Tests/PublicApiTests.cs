using System.Reflection;
using System.Text;

namespace CarTEvidence.Tests;

/// <summary>The public surface of the project, as approved text: a change of it is meant, and seen in review.</summary>
public sealed class PublicApiTests
{
    private static readonly string[] Synthesised = ["Equals", "GetHashCode", "ToString", "Deconstruct", "<Clone>$", "op_Equality", "op_Inequality", "PrintMembers", "EqualityContract"];

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    [Fact]
    public void PublicApi_OfTheAssembly_IsTheApprovedOne()
    {
        var approved = Repository.File("tests", "CarTEvidence.Tests", "Approved", "PublicApi.approved.txt");
        var actual = Describe();

        // What was found is left beside the approved text, to be compared and, if meant, to take its place.
        var received = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
        if (!File.Exists(approved) || File.ReadAllText(approved).ReplaceLineEndings("\n") != actual)
        {
            File.WriteAllText(received, actual);
            Assert.Fail($"The public surface has changed: compare {received} with {approved}.");
        }

        File.Delete(received);
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(EvidenceBase).Assembly.GetExportedTypes().OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            var kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
            var parent = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) ? $" : {Name(b)}" : "";
            text.Append(kind).Append(' ').Append(Name(type)).Append(parent).Append('\n');
            IEnumerable<string> members = type.IsEnum ? Enum.GetNames(type) : type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(Line).OfType<string>().Order(StringComparer.Ordinal);
            foreach (var member in members)
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string? Line(MemberInfo member) => member switch
    {
        _ when Synthesised.Contains(member.Name) => null,
        ConstructorInfo c => $"new({Parameters(c)})",
        MethodInfo { IsSpecialName: true } => null,
        MethodInfo m => $"{(m.IsStatic ? "static " : "")}{Name(m.ReturnType)} {m.Name}({Parameters(m)})",
        PropertyInfo p => $"{(p.GetMethod!.IsStatic ? "static " : "")}{Name(p.PropertyType)} {p.Name} {{ get;{(p.SetMethod is { IsPublic: true } ? " init;" : "")} }}",
        FieldInfo f => $"const {Name(f.FieldType)} {f.Name}",
        _ => null,
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.IsOptional ? " = …" : "")}"));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (type.IsByRef)
        {
            return "out " + Name(type.GetElementType()!);
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
    }
}
