namespace CarTEvidence.Packages.Tests;

/// <summary>All packages of the solution, packed once into a folder feed of their own.</summary>
public sealed class PackedPackages : IDisposable
{
    /// <summary>A version that no other feed has, so that only the folder feed can answer for it.</summary>
    public const string Version = "0.0.0-packagetest";

    public PackedPackages()
    {
        Root = Directory.CreateTempSubdirectory("cartevidence-packages-").FullName;
        Feed = Path.Combine(Root, "feed");
        Packages = Path.Combine(Root, "packages");
        DotNet.Run(
            Repository.Root,
            DefaultPackages,
            "pack",
            "CarTEvidence.sln",
            "--configuration",
            Repository.Configuration,
            "--no-build",
            "--output",
            Feed,
            $"-p:PackageVersion={Version}");
    }

    /// <summary>Folder of this run; removed afterwards.</summary>
    public string Root { get; }

    /// <summary>Folder feed with the packages.</summary>
    public string Feed { get; }

    /// <summary>Package folder of this run's consumers.</summary>
    public string Packages { get; }

    /// <summary>The user's own package folder, asked for third-party packages before any feed.</summary>
    public static string DefaultPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>A new folder whose restores see the folder feed beside the user's feeds.</summary>
    public string NewFolder(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="user" value="{DefaultPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        return folder;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
