using System.Runtime.CompilerServices;

namespace CarTEvidence.Cli.Tests;

/// <summary>
/// Compares a text with the approved one in <c>Approved/</c>. A difference writes what was received beside it (<c>*.received.txt</c>);
/// whoever finds the new text right moves it over the approved one.
/// </summary>
internal static class Approval
{
    public static void Verify(string received, string name, [CallerFilePath] string source = "")
    {
        var folder = Folder(source);
        var approved = Path.Combine(folder, name + ".approved.txt");
        var beside = Path.Combine(folder, name + ".received.txt");
        if (File.Exists(approved) && File.ReadAllText(approved) == received)
        {
            File.Delete(beside);
            return;
        }

        File.WriteAllText(beside, received);
        Assert.Fail($"The text differs from {approved}; what was received is beside it.\n{received}");
    }

    private static string Folder(string source)
    {
        var folder = Path.GetDirectoryName(source)!;
        while (!Directory.Exists(Path.Combine(folder, "Approved")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder Approved above the tests.");
        }

        return Path.Combine(folder, "Approved");
    }
}
