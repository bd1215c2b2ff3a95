namespace CarTEvidence.Resampling;

/// <summary>An interval that a bootstrap is asked for.</summary>
/// <param name="Method">How it is made.</param>
/// <param name="Level">Nominal coverage, strictly between 0 and 1.</param>
/// <param name="Statistic">What it is for.</param>
public readonly record struct BootstrapRequest(BootstrapIntervalMethod Method, double Level, BootstrapStatistic Statistic)
{
    /// <summary>The numbers whose distribution the interval is made of.</summary>
    internal BootstrapVariable Variable => new(Statistic, Method switch
    {
        BootstrapIntervalMethod.Studentized => BootstrapScale.Studentized,
        BootstrapIntervalMethod.StudentizedHksj => BootstrapScale.StudentizedHksj,
        _ => BootstrapScale.Plain,
    });

    /// <exception cref="ArgumentOutOfRangeException">A part is outside its range.</exception>
    internal void Check()
    {
        if (!(Level > 0 && Level < 1))
        {
            throw new ArgumentOutOfRangeException("level", Level, "A level lies strictly between 0 and 1.");
        }

        if (!Enum.IsDefined(Method))
        {
            throw new ArgumentOutOfRangeException("method", Method, "No method of the bootstrap.");
        }

        if (!Enum.IsDefined(Statistic))
        {
            throw new ArgumentOutOfRangeException("statistic", Statistic, "No statistic of the bootstrap.");
        }
    }
}
