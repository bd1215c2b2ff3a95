using System.IO.Compression;
using System.Xml.Linq;

namespace CarTEvidence.Packages.Tests;

public sealed class PackageTests(PackedPackages packed) : IClassFixture<PackedPackages>
{
    [Fact]
    public void Pack_Solution_GivesThreeLibrariesAndTheTool()
    {
        var expected = new[] { "CarTEvidence", "CarTEvidence.Cli", "CarTEvidence.Plots", "CarTEvidence.Reports" }
            .Select(id => $"{id}.{PackedPackages.Version}.nupkg");

        Assert.Equal(expected, Directory.GetFiles(packed.Feed, "*.nupkg").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(4, Directory.GetFiles(packed.Feed, "*.snupkg").Length);
    }

    [Fact]
    public void Pack_CarTEvidence_CarriesTheLowerFloorsWithTheirDocumentation()
    {
        using var package = Open("CarTEvidence");
        var library = package.Entries.Select(e => e.FullName).Where(n => n.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "lib/net10.0/CarTEvidence.MetaAnalysis.dll",
                "lib/net10.0/CarTEvidence.MetaAnalysis.xml",
                "lib/net10.0/CarTEvidence.Resampling.dll",
                "lib/net10.0/CarTEvidence.Resampling.xml",
                "lib/net10.0/CarTEvidence.dll",
                "lib/net10.0/CarTEvidence.xml",
            ],
            library);
    }

    [Theory]
    [InlineData("CarTEvidence", "CsvHelper MathNet.Numerics")]
    [InlineData("CarTEvidence.Plots", "CarTEvidence CsvHelper MathNet.Numerics")]
    [InlineData("CarTEvidence.Reports", "CarTEvidence.Plots CsvHelper MathNet.Numerics")]
    public void Pack_Library_DependsOnTheFloorBelowAndOnPinnedPackages(string id, string dependencies)
    {
        using var package = Open(id);
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        var named = XDocument.Load(nuspec).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value);

        Assert.Equal(dependencies.Split(' '), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("CarTEvidence")]
    [InlineData("CarTEvidence.Cli")]
    [InlineData("CarTEvidence.Plots")]
    [InlineData("CarTEvidence.Reports")]
    public void Pack_EveryPackage_HasAReadmeAndTheLicence(string id)
    {
        using var package = Open(id);
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Descendants().ToLookup(e => e.Name.LocalName, e => e.Value);

        Assert.Equal("MIT", metadata["license"].Single());
        Assert.Equal("README.md", metadata["readme"].Single());
        Assert.True(package.GetEntry("README.md")!.Length > 400, "The package README says too little.");
    }

    [Fact]
    public void Reference_FromAFreshProject_RunsTheReadmesExample()
    {
        var (program, output) = Repository.FirstExample();
        var folder = packed.NewFolder("consumer");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        File.WriteAllText(
            Path.Combine(folder, "consumer.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CarTEvidence.Plots" Version="{PackedPackages.Version}" />
              </ItemGroup>
            </Project>
            """);

        Assert.Equal(output, DotNet.Run(folder, packed.Packages, "run", "-c", "Release"));
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder, "remission.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Install_TheTool_PoolsTheBundledEvidence()
    {
        var folder = packed.NewFolder("tool");
        DotNet.Run(folder, packed.Packages, "tool", "install", "CarTEvidence.Cli", "--version", PackedPackages.Version, "--tool-path", folder);
        var tool = Path.Combine(folder, OperatingSystem.IsWindows() ? "cartevidence.exe" : "cartevidence");

        var listed = DotNet.RunProgram(tool, folder, packed.Packages, "data", "list");
        Assert.Contains("Mackensen2022", listed, StringComparison.Ordinal);

        DotNet.RunProgram(tool, folder, packed.Packages, "data", "export", "--out", "arms.csv");
        var pooled = DotNet.RunProgram(tool, folder, packed.Packages, "pool", "arms.csv", "--outcome", "remission", "--format", "json");
        Assert.Contains("\"outcome\":\"remission\"", pooled.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(packed.Feed, $"{id}.{PackedPackages.Version}.nupkg"));
}
