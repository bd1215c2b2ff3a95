namespace CarTEvidence.Tests;

/// <summary>Files of the repository that the tests are built from.</summary>
internal static class Repository
{
    public static string File(params ReadOnlySpan<string> path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "CarTEvidence.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root was not found above the tests.");
        }

        return Path.Combine([folder.FullName, .. path]);
    }
}
