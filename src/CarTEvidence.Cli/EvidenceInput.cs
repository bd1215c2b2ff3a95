using CarTEvidence.Cli.Printing;

namespace CarTEvidence.Cli;

/// <summary>The arms a verb works on: the user's file, or the bundled evidence where none is named.</summary>
internal static class EvidenceInput
{
    /// <summary>Reads and checks; warnings go to standard error.</summary>
    /// <exception cref="RefusedException">The file has errors; carries them all.</exception>
    public static EvidenceBase Read(string? path, CliStreams streams, CancellationToken cancellation)
    {
        if (path is null)
        {
            return EvidenceBase.Bundled;
        }

        var result = Result(path, streams, cancellation);
        foreach (var warning in result.Warnings)
        {
            streams.Error.WriteLine(ProblemLines.Of(warning, Name(path)));
        }

        return result.Evidence ?? throw new RefusedException([.. result.Errors.Select(e => ProblemLines.Of(e, Name(path)))]);
    }

    /// <summary>Reads and checks, problems and all.</summary>
    public static EvidenceReadResult Result(string path, CliStreams streams, CancellationToken cancellation)
    {
        if (path == "-")
        {
            return EvidenceBase.ReadCsv(streams.In, cancellation: cancellation);
        }

        InputFile.RequireReadable(path);
        return EvidenceBase.ReadCsv(path, cancellation: cancellation);
    }

    /// <summary>How the input is called in messages.</summary>
    public static string Name(string path) => path == "-" ? "standard input" : path;
}
