using System.Runtime.CompilerServices;

namespace CarTEvidence.Plots.Tests;

/// <summary>Compares text with an approved file in the folder of the test that asks.</summary>
internal static class Approved
{
    /// <summary>Fails unless <c>Approved/<paramref name="name"/></c> beside the calling file holds exactly this text; leaves what was received beside it.</summary>
    internal static void Matches(string received, string name, [CallerFilePath] string caller = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(caller)!, "Approved");
        var approved = Path.Combine(folder, name);
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : null;
        if (expected == received)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, Path.GetFileNameWithoutExtension(name) + ".received" + Path.GetExtension(name));
        File.WriteAllText(beside, received);
        Assert.Fail($"{name} differs from what was approved. Look at {beside}; if it is right, let it take the approved file's place.");
    }
}
