using CarTEvidence.Cli.Printing;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Parts;

/// <summary>The files that together are one run.</summary>
internal sealed class PartSet
{
    private readonly IReadOnlyList<PartFile> _files;
    private readonly CancellationToken _cancellation;

    private PartSet(IReadOnlyList<PartFile> files, CancellationToken cancellation) => (_files, _cancellation) = (files, cancellation);

    public PartCaption Caption => _files[0].Caption;

    /// <exception cref="RefusedException">A file is no part, or the files are of different runs.</exception>
    public static PartSet Open(IEnumerable<string> paths, CancellationToken cancellation)
    {
        PartFile[] files = [.. paths.Select(PartFile.Open)];
        RequireSame(files[0], files, file => file.Caption.Routine, "verb");
        RequireSame(files[0], files, file => file.Caption.Title, "test");
        RequireSame(files[0], files, file => file.Caption.Measure, "scale");
        RequireSame(files[0], files, file => file.Caption.Level, "level");
        RequireSame(files[0], files, file => file.Caption.Names.ReplaceLineEndings(", "), "names");
        return new PartSet(files, cancellation);
    }

    /// <summary>Whether the numbers of the files begin with this mark of the engine.</summary>
    /// <exception cref="RefusedException">Those of some do and those of others do not.</exception>
    public bool Begin(string mark)
    {
        RequireSame(_files[0], _files, file => file.Begins(mark) ? "limits" : "all replicates", "keeping");
        return _files[0].Begins(mark);
    }

    /// <summary>Joins the numbers of all files.</summary>
    /// <exception cref="RefusedException">The files are of different runs, share replicates, or are not the whole run.</exception>
    public T Join<T>(Func<Stream, T> load, Func<T, ResamplingOptions> options, Func<IReadOnlyList<T>, T> merge)
    {
        (PartFile File, T Numbers)[] parts = [.. _files.Select(file => (file, Load(file)))];
        RequireSame(parts[0], parts, part => options(part.Numbers).Seed, "seed", part => part.File);
        RequireSame(parts[0], parts, part => options(part.Numbers).Replicates, "number of replicates", part => part.File);
        RequireWhole([.. parts.Select(part => (part.File.Path, Range(options(part.Numbers))))], options(parts[0].Numbers).Replicates);
        try
        {
            return merge([.. parts.Select(part => part.Numbers)]);
        }
        catch (ArgumentException unsuitable)
        {
            throw new RefusedException($"cartevidence: {ArgumentMessage.Of(unsuitable)}");
        }
        catch (InvalidOperationException unforeseen)
        {
            throw new RefusedException($"cartevidence: {unforeseen.Message}");
        }

        T Load(PartFile file)
        {
            _cancellation.ThrowIfCancellationRequested();
            return file.Numbers(load);
        }
    }

    private static ReplicateRange Range(ResamplingOptions options) => options.Range ?? new ReplicateRange(0, options.Replicates);

    private static void RequireSame<TValue>(PartFile first, IEnumerable<PartFile> files, Func<PartFile, TValue> value, string what) =>
        RequireSame(first, files, value, what, file => file);

    private static void RequireSame<TPart, TValue>(TPart first, IEnumerable<TPart> parts, Func<TPart, TValue> value, string what, Func<TPart, PartFile> file)
    {
        string[] problems =
        [
            .. parts
                .Where(part => !EqualityComparer<TValue>.Default.Equals(value(part), value(first)))
                .Select(part => FormattableString.Invariant($"{file(part).Path}: a part of another run than {file(first).Path}: {what} \"{value(part)}\" instead of \"{value(first)}\"")),
        ];
        if (problems.Length > 0)
        {
            throw new RefusedException(problems);
        }
    }

    private static void RequireWhole((string Path, ReplicateRange Range)[] parts, long replicates)
    {
        List<string> problems = [];
        var (holder, end) = (string.Empty, 0L);
        foreach (var (path, range) in parts.Where(part => part.Range.Count > 0).OrderBy(part => part.Range.First))
        {
            if (range.First < end)
            {
                problems.Add(FormattableString.Invariant($"{path}: {holder} also holds replicates {range.First} to {Math.Min(end, range.End) - 1}"));
            }
            else if (range.First > end)
            {
                problems.Add(Missing(end, range.First));
            }

            if (range.End > end)
            {
                (holder, end) = (path, range.End);
            }
        }

        if (end < replicates)
        {
            problems.Add(Missing(end, replicates));
        }

        if (problems.Count > 0)
        {
            throw new RefusedException(problems);
        }

        string Missing(long first, long next) => FormattableString.Invariant($"cartevidence: no file holds replicates {first} to {next - 1} of the run of {replicates}");
    }
}
