namespace CarTEvidence.Resampling;

/// <summary>How a statistic enters an interval.</summary>
internal enum BootstrapScale
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>(θ* − θ)/se*.</summary>
    Studentized,

    /// <summary>The same with the Hartung–Knapp standard error of the mean.</summary>
    StudentizedHksj,
}

/// <summary>A number that every replicate has, or has not, and whose distribution intervals are made of.</summary>
internal readonly record struct BootstrapVariable(BootstrapStatistic Statistic, BootstrapScale Scale)
{
    /// <summary>What must be recorded for it.</summary>
    public BootstrapRecord Record
    {
        get
        {
            BootstrapRecord plain = Statistic switch
            {
                BootstrapStatistic.Mean => BootstrapRecord.MeanOnly,
                BootstrapStatistic.TauSquared => BootstrapRecord.TauSquared,
                BootstrapStatistic.ISquared => BootstrapRecord.ISquared,
                _ => BootstrapRecord.TauSquared | BootstrapRecord.StandardError,
            };
            return Scale switch
            {
                BootstrapScale.Studentized when Statistic == BootstrapStatistic.Mean => BootstrapRecord.StandardError,
                BootstrapScale.Studentized => plain | BootstrapRecord.HeterogeneityStandardErrors,
                BootstrapScale.StudentizedHksj => BootstrapRecord.HksjStandardError,
                _ => plain,
            };
        }
    }

    /// <summary>Its value in the data as they are: 0 where it is a deviation from them.</summary>
    public double Observed(BootstrapRow observed, double t) => Scale == BootstrapScale.Plain ? observed.Value(Statistic, t) : 0;

    /// <summary>Writes the values of consecutive replicates, leaving out those that have none; returns how many there are.</summary>
    /// <param name="columns">The replicates.</param>
    /// <param name="from">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="observed">The estimate from the data.</param>
    /// <param name="t">The quantile of t in the prediction limits.</param>
    /// <param name="into">Room for them.</param>
    public int Values(BootstrapColumns columns, int from, int count, BootstrapRow observed, double t, Span<double> into)
    {
        (double[]? values, double[]? errors) = Statistic switch
        {
            BootstrapStatistic.Mean => (columns.Means, Scale == BootstrapScale.StudentizedHksj ? columns.HksjStandardErrors : columns.StandardErrors),
            BootstrapStatistic.TauSquared => (columns.TauSquared, columns.TauSquaredStandardErrors),
            BootstrapStatistic.ISquared => (columns.ISquared, columns.ISquaredStandardErrors),
            _ => (null, null),
        };
        if (values == null)
        {
            return PredictionLimits(columns, from, count, observed, t, into);
        }

        if (Scale == BootstrapScale.Plain)
        {
            values.AsSpan(from, count).CopyTo(into);
            return count;
        }

        double centre = observed.Value(Statistic, t);
        int kept = 0;
        for (int i = from; i < from + count; i++)
        {
            double error = errors![i];
            if (error > 0 && double.IsFinite(error))
            {
                into[kept++] = (values[i] - centre) / error;
            }
        }

        return kept;
    }

    private int PredictionLimits(BootstrapColumns columns, int from, int count, BootstrapRow observed, double t, Span<double> into)
    {
        (double[] means, double[] tauSquared, double[] standardErrors) = (columns.Means, columns.TauSquared!, columns.StandardErrors!);
        double centre = observed.Value(Statistic, t);
        int kept = 0;
        for (int i = from; i < from + count; i++)
        {
            bool plain = Scale == BootstrapScale.Plain;
            var row = new BootstrapRow(
                means[i], tauSquared[i], standardErrors[i], double.NaN, double.NaN, plain ? double.NaN : columns.TauSquaredStandardErrors![i], double.NaN);
            double value = row.Value(Statistic, t), error = plain ? 1 : row.Error(Statistic, t);
            if (error > 0 && double.IsFinite(error) && !double.IsNaN(value))
            {
                into[kept++] = plain ? value : (value - centre) / error;
            }
        }

        return kept;
    }
}
