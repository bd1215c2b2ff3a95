namespace CarTEvidence.Resampling;

/// <summary>What a method's answers to a block of data sets add up to.</summary>
internal struct SimulationTally
{
    private long _dataSets, _answered, _atBoundary, _covered, _above, _below;
    private double _width, _widthSquared, _error, _errorSquared, _errorFourth;

    public void Add(MethodAnswer answer, double target, bool atBoundary)
    {
        _dataSets++;
        if (atBoundary)
        {
            _atBoundary++;
        }

        // An interval may be without bounds; what is not a number, or an estimate at infinity, is no answer, whatever the method says.
        if (!answer.Converged || !double.IsFinite(answer.Estimate) || double.IsNaN(answer.Lower) || double.IsNaN(answer.Upper))
        {
            return;
        }

        _answered++;
        if (answer.Lower > target)
        {
            _above++;
        }
        else if (answer.Upper < target)
        {
            _below++;
        }
        else
        {
            _covered++;
        }

        double width = answer.Upper - answer.Lower, error = answer.Estimate - target;
        _width += width;
        _widthSquared += width * width;
        _error += error;
        _errorSquared += error * error;
        _errorFourth += error * error * error * error;
    }

    public void Add(in SimulationTally other)
    {
        _dataSets += other._dataSets;
        _answered += other._answered;
        _atBoundary += other._atBoundary;
        _covered += other._covered;
        _above += other._above;
        _below += other._below;
        _width += other._width;
        _widthSquared += other._widthSquared;
        _error += other._error;
        _errorSquared += other._errorSquared;
        _errorFourth += other._errorFourth;
    }

    public readonly MethodPerformance ToPerformance(string name, SimulationTarget target)
    {
        double n = Math.Max(1, _dataSets), answered = Math.Max(1, _answered), coverage = _covered / n, width = _width / answered, bias = _error / answered, square = _errorSquared / answered, root = Math.Sqrt(square);
        return new MethodPerformance(
            name, target, _dataSets, _dataSets - _answered, _atBoundary, coverage, Math.Sqrt(coverage * (1 - coverage) / n), _above / n, _below / n,
            width, StandardError(_widthSquared, width, answered), bias, StandardError(_errorSquared, bias, answered), root, root > 0 ? StandardError(_errorFourth, square, answered) / (2 * root) : 0);
    }

    public readonly void Write(BinaryWriter writer)
    {
        foreach (long count in (ReadOnlySpan<long>)[_dataSets, _answered, _atBoundary, _covered, _above, _below])
        {
            writer.Write(count);
        }

        foreach (double sum in (ReadOnlySpan<double>)[_width, _widthSquared, _error, _errorSquared, _errorFourth])
        {
            writer.Write(sum);
        }
    }

    public static SimulationTally Read(BinaryReader reader) => new()
    {
        _dataSets = reader.ReadInt64(),
        _answered = reader.ReadInt64(),
        _atBoundary = reader.ReadInt64(),
        _covered = reader.ReadInt64(),
        _above = reader.ReadInt64(),
        _below = reader.ReadInt64(),
        _width = reader.ReadDouble(),
        _widthSquared = reader.ReadDouble(),
        _error = reader.ReadDouble(),
        _errorSquared = reader.ReadDouble(),
        _errorFourth = reader.ReadDouble(),
    };

    /// <summary>Of a mean; infinite like it where an interval has no bound.</summary>
    private static double StandardError(double squares, double mean, double n) => double.IsFinite(squares) ? Math.Sqrt(Math.Max(0, (squares / n) - (mean * mean)) / n) : double.PositiveInfinity;
}
