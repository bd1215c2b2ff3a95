using System.Text;
using CarTEvidence.Files;

namespace CarTEvidence;

public sealed partial class EvidenceBase
{
    private const string BundledFile = "cart-autoimmune-arms.csv";

    private static readonly Lazy<EvidenceBase> BundledEvidence = new(ReadBundled);

    /// <summary>Reads an arms file (UTF-8 CSV) row by row and lists every problem in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; <c>null</c> for the defaults.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    /// <remarks>
    /// Columns come in any order and case; what the dictionary does not know is kept as a further column. A blank field means not reported, never zero.
    /// Rows with errors are all reported; a file with any error gives no evidence.
    /// </remarks>
    public static EvidenceReadResult ReadCsv(string path, EvidenceReadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var problems = new ProblemList(path);
        using var source = CsvSource.Open(path, options ?? EvidenceReadOptions.Default, problems);
        return Read(source, problems, path, cancellation);
    }

    /// <summary>Reads an arms file from text, row by row, and lists every problem in it. Leaves the reader open.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="options">How it is read; <c>null</c> for the defaults.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="IOException">The text cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static EvidenceReadResult ReadCsv(TextReader text, EvidenceReadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new ProblemList(null);
        using var source = CsvSource.Open(text, options ?? EvidenceReadOptions.Default, problems);
        return Read(source, problems, null, cancellation);
    }

    /// <summary>Writes the selected arms as CSV: the columns of the file in its order, further columns included, numbers in the invariant culture, lines ended by LF.</summary>
    /// <param name="text">Where to; it is left open.</param>
    public void WriteCsv(TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArmWriter.Write(text, Arms, Columns);
    }

    /// <summary>Writes the selected arms as a UTF-8 CSV file; the file is written beside its place and moved into it.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void WriteCsv(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        WholeFile.Write(path, file =>
        {
            using var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            WriteCsv(text);
        });
    }

    private static EvidenceReadResult Read(CsvSource source, ProblemList problems, string? path, CancellationToken cancellation)
    {
        var reader = new ArmReader(source, problems);
        var arms = reader.Read(cancellation);
        return new(problems.HasErrors ? null : new(new Origin(arms, reader.Columns, path, source.Hash())), problems.InOrder());
    }

    private static EvidenceBase ReadBundled()
    {
        var stream = typeof(EvidenceBase).Assembly.GetManifestResourceStream($"CarTEvidence.{BundledFile}")
            ?? throw new InvalidOperationException("The bundled evidence is missing from the assembly.");
        var problems = new ProblemList(BundledFile);
        using var source = CsvSource.Open(stream, EvidenceReadOptions.Default, problems);
        return Read(source, problems, BundledFile, CancellationToken.None).OrThrow();
    }
}
