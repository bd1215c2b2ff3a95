using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CarTEvidence.Cli.Parts;
using CarTEvidence.Resampling;

namespace CarTEvidence.Cli.Options;

/// <summary>The options of every resampling run: how much, which seed, how many threads, which part. None but the first two can change a number.</summary>
internal sealed class RunOptions
{
    private readonly Option<long?> _replicates;
    private readonly Option<ulong?> _seed = NumberOption.Whole<ulong>("--seed", "Seed; replicate i depends on (seed, i) alone [default: 1]", "SEED");
    private readonly Option<int?> _threads = NumberOption.Whole<int>("--threads", "Threads; the numbers do not depend on them [default: one a processor]", "N");

    private readonly Option<(int Shard, int Shards)?> _shard = new("--shard")
    {
        Description = "Only this part of the run, for example 3/8; needs --out, and merge joins the parts",
        HelpName = "I/N",
        CustomParser = ParseShard,
    };

    private readonly Option<string?> _part = new("--out") { Description = "Also save the numbers (or this part of them) in this file, for merge", HelpName = "FILE" };

    private readonly bool _canSplit;

    public RunOptions(string what, long replicates, bool canSplit)
    {
        _replicates = NumberOption.Whole<long>("--replicates", FormattableString.Invariant($"{what} [default: {replicates}]"), "B");
        Replicates = replicates;
        _canSplit = canSplit;
    }

    private long Replicates { get; }

    public void AddTo(Command command)
    {
        command.Add(_replicates);
        command.Add(_seed);
        command.Add(_threads);
        if (_canSplit)
        {
            command.Add(_shard);
            command.Add(_part);
        }
    }

    /// <summary>Whether only a part of the run is asked for.</summary>
    public bool IsPart(ParseResult parsed) => _canSplit && parsed.GetValue(_shard) is not null;

    /// <summary>Saves the numbers where they are asked for, and says on standard error which they are.</summary>
    public void Save(ParseResult parsed, PartCaption caption, ResamplingOptions options, Action<Stream> numbers, CliStreams streams)
    {
        if (parsed.GetValue(_part) is not { } path)
        {
            return;
        }

        PartFile.Save(path, caption, numbers);
        var range = options.Range ?? new ReplicateRange(0, options.Replicates);
        streams.Error.WriteLine(range.Count > 0
            ? FormattableString.Invariant($"{path}: replicates {range.First} to {range.End - 1}")
            : FormattableString.Invariant($"{path}: no replicates; the run has fewer blocks of {ReplicateRange.BlockSize} than parts"));
    }

    /// <summary>The choices on top of a routine's own.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The routine's own.</param>
    /// <param name="units">What parts share out, where that is not the replicates.</param>
    /// <param name="usual">Replicates without a word, where they are others than the verb's.</param>
    /// <exception cref="UsageException">A number is out of range, or a part has no file to go to.</exception>
    public T ApplyTo<T>(ParseResult parsed, T options, Func<T, long>? units = null, long? usual = null)
        where T : ResamplingOptions
    {
        if (IsPart(parsed) && parsed.GetValue(_part) is null)
        {
            throw new UsageException("--shard computes a part of a run; --out says where the part goes, and merge joins the parts.");
        }

        try
        {
            ResamplingOptions run = options;
            var replicates = parsed.GetValue(_replicates) ?? usual ?? Replicates;
            run = run with { Seed = parsed.GetValue(_seed) ?? run.Seed, Replicates = replicates, Threads = parsed.GetValue(_threads) ?? run.Threads };
            return (T)(_canSplit && parsed.GetValue(_shard) is { } part ? run with { Range = ReplicateRange.Shard(units?.Invoke((T)run) ?? replicates, part.Shard, part.Shards) } : run);
        }
        catch (ArgumentException unsuitable)
        {
            throw new UsageException(Printing.ArgumentMessage.Of(unsuitable));
        }
    }

    private static (int Shard, int Shards)? ParseShard(ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split('/');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var shard)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var shards)
            && shard >= 1 && shard <= shards)
        {
            return (shard, shards);
        }

        result.AddError($"--shard: \"{result.Tokens[0].Value}\" is no I/N with 1 <= I <= N, such as 3/8.");
        return null;
    }
}
