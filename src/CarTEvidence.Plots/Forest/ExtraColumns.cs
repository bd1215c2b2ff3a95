namespace CarTEvidence.Plots.Forest;

/// <summary>The caller's own columns, and the traffic lights of risk of bias.</summary>
internal sealed class ExtraColumns
{
    private readonly IReadOnlyList<ForestColumn> _left;
    private readonly IReadOnlyList<ForestColumn> _right;
    private readonly RiskOfBias? _risk;

    internal ExtraColumns(ForestPlotOptions options, int studies)
    {
        foreach (var column in options.Columns.Where(column => column.Values.Count != studies))
        {
            throw new ArgumentException($"The column '{column.Header}' has {column.Values.Count} values for {studies} studies.", nameof(options));
        }

        _left = [.. options.Columns.Where(column => column.Left)];
        _right = [.. options.Columns.Where(column => !column.Left)];
        _risk = options.RiskOfBias;
        if (_risk is { } risk && risk.Judgements.Count != studies)
        {
            throw new ArgumentException($"Risk of bias is judged for {risk.Judgements.Count} of {studies} studies.", nameof(options));
        }

        if (_risk is not null && (_risk.Domains.Count > 26 || _risk.Judgements.Any(row => row.Count != _risk.Domains.Count)))
        {
            throw new ArgumentException($"Risk of bias needs one judgement a domain and at most 26 domains; there are {_risk.Domains.Count}.", nameof(options));
        }
    }

    internal IEnumerable<ForestTrack> LeftTracks => _left.Select(Track);

    internal IEnumerable<ForestTrack> RightTracks => _right.Select(Track).Concat(RiskTracks());

    /// <summary>What the letters and signs mean; <c>null</c> without traffic lights.</summary>
    internal string? RiskLegend => _risk is null ? null
        : $"Risk of bias: {string.Join("; ", _risk.Domains.Select((domain, i) => $"{Letter(i)} {domain}"))}. + low, – moderate, × high, ? unclear.";

    /// <summary>Cells of a study by its place in the data; empty ones for a summary.</summary>
    internal IEnumerable<ForestCell?> Left(int? study) => _left.Select(column => Cell(column, study));

    /// <summary>Cells of a study by its place in the data; empty ones for a summary.</summary>
    internal IEnumerable<ForestCell?> Right(int? study) =>
        _right.Select(ForestCell? (column) => Cell(column, study)).Concat(_risk is null ? [] : Enumerable.Range(0, _risk.Domains.Count).Select(domain => Light(study, domain)));

    /// <summary>The extra columns in running text, each after a comma.</summary>
    internal string Spoken(int? study)
    {
        if (study is not { } i)
        {
            return "";
        }

        var columns = _left.Concat(_right).Where(column => !string.IsNullOrEmpty(column.Values[i])).Select(column => $", {column.Header.Replace('\n', ' ')} {column.Values[i]}");
        var lights = _risk is null ? [] : _risk.Domains.Select((domain, d) => _risk.Judgements[i][d] is { } judgement ? $", {domain}: {Word(judgement)} risk" : "");
        return string.Concat(columns.Concat(lights));
    }

    private IEnumerable<ForestTrack> RiskTracks() => _risk is null ? [] : _risk.Domains.Select((_, i) => new LightTrack(Letter(i)) { Group = "Risk of bias" });

    private static TextTrack Track(ForestColumn column) => new(column.Header, [column.Align]) { Align = column.Align, Group = column.Group };

    private static TextCell? Cell(ForestColumn column, int? study) => study is { } i && column.Values[i] is { } value ? new TextCell([Typography.TextFlow.Clean(value)]) : null;

    private LightCell? Light(int? study, int domain) => study is { } i && _risk!.Judgements[i][domain] is { } judgement ? new LightCell(judgement) : null;

    private static string Letter(int index) => ((char)('A' + index)).ToString();

    private static string Word(RiskJudgement judgement) => judgement switch { RiskJudgement.Low => "low", RiskJudgement.Moderate => "moderate", RiskJudgement.High => "high", _ => "unclear" };
}
