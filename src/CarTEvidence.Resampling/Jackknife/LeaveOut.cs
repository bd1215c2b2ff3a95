namespace CarTEvidence.Resampling;

/// <summary>The estimate without each unit that a bootstrap draws, or without each study or cluster where it draws from a model: the acceleration of its BCa intervals.</summary>
internal static unsafe class LeaveOut
{
    /// <exception cref="InvalidOperationException">The bootstrap has no data to leave anything out of, or too few.</exception>
    public static void Require(BootstrapData data, PooledEstimator estimator)
    {
        if (estimator == PooledEstimator.BinomialNormal)
        {
            if (data.Kind != BootstrapKind.Parametric || data.Events.Length < 3)
            {
                throw new InvalidOperationException("The BCa interval of the binomial-normal model needs the events of at least three studies, and draws from the model.");
            }

            return;
        }

        if (data.Effects.Length == 0)
        {
            throw new InvalidOperationException("The BCa interval leaves studies out of the data; a model that was given has none.");
        }

        if (data.Kind != BootstrapKind.Patients && data.ClusterCount < 3)
        {
            throw new InvalidOperationException("The BCa interval needs at least three studies or clusters.");
        }
    }

    /// <summary>The estimates without each unit.</summary>
    public static IReadOnlyList<LeftOutSample> Samples(BootstrapData data, BootstrapOptions options)
    {
        Require(data, options.Estimator);
        KernelPath path = Dispatcher.Resolve(options.Kernel);
        if (options.Estimator == PooledEstimator.BinomialNormal)
        {
            return [BinomialNormal(path, data)];
        }

        return data.Kind == BootstrapKind.Patients ? Patients(path, data, options.Estimator) : [Clusters(path, data, options.Estimator)];
    }

    /// <summary>
    /// (1/6) Σᵢ nᵢ⁻³ Σⱼ lᵢⱼ³ / (Σᵢ nᵢ⁻² Σⱼ lᵢⱼ²)^(3/2) with the jackknife values lᵢⱼ = (nᵢ − 1)(t̄ᵢ − tᵢⱼ) of the units of every sample; 0 where they do not vary,
    /// not a number where one is infinite.
    /// </summary>
    /// <remarks>
    /// Davison and Hinkley (1997), doi:10.1017/CBO9780511802843, section 5.3; with one sample it is Efron's Σd³/(6 (Σd²)^(3/2)).
    /// The acceleration is a third moment of the estimate's influence values, and says how its standard error changes with its mean: a property of estimate and data,
    /// whatever the replicates are drawn from. Efron (1987), doi:10.1080/01621459.1987.10478410, sections 6 and 7.
    /// </remarks>
    public static double Acceleration(IReadOnlyList<LeftOutSample> samples, Func<BootstrapRow, double> statistic)
    {
        double squares = 0, cubes = 0;
        foreach (LeftOutSample sample in samples)
        {
            double centre = sample.Rows.Sum(row => row.Multiplicity * statistic(row.Row)) / sample.Size, share = (sample.Size - 1) / sample.Size;
            foreach ((double multiplicity, BootstrapRow row) in sample.Rows)
            {
                double l = share * (centre - statistic(row));
                squares += multiplicity * l * l;
                cubes += multiplicity * l * l * l;
            }
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    /// <summary>The studies left out of the fit.</summary>
    private static LeftOutSample BinomialNormal(KernelPath path, BootstrapData data) => new(
        data.StudyCount,
        [.. BinomialNormalFits.LeftOut(path, data.Events, data.Totals)
            .Select(fit => (1.0, new BootstrapRow(fit.Mean, fit.TauSquared, fit.StandardError, double.NaN, double.NaN, double.NaN, double.NaN)))]);

    /// <summary>Studies, or whole clusters where there are any.</summary>
    private static LeftOutSample Clusters(KernelPath path, BootstrapData data, PooledEstimator estimator)
    {
        using var table = new StudyTable(data.Effects, data.Variances);
        long cells = (long)table.PaddedCount * Batch.Size;
        using var buffer = new AlignedBuffer(BatchEstimates.Bytes + AlignedBuffer.BytesFor<double>(cells) + AlignedBuffer.BytesFor<double>(Batch.Size));
        var fit = new BatchEstimates(buffer);
        double* counts = buffer.Take<double>(cells), drawn = buffer.Take<double>(Batch.Size);
        int units = data.ClusterCount;
        var rows = new (double, BootstrapRow)[units];
        for (int first = 0; first < units; first += Batch.Size)
        {
            new Span<double>(drawn, Batch.Size).Clear();
            for (int i = 0; i < table.Count; i++)
            {
                int unit = data.Clusters.Length > 0 ? data.Clusters[i] : i;
                for (int lane = 0; lane < Batch.Size; lane++)
                {
                    // Lanes past the last unit leave it out as well.
                    double count = unit == Math.Min(first + lane, units - 1) ? 0 : 1;
                    counts[(i * Batch.Size) + lane] = count;
                    drawn[lane] += count;
                }
            }

            SampleKernels.Fit(path, estimator, new CountedStudies(table, counts, drawn), fit);
            for (int lane = 0; lane < Math.Min(Batch.Size, units - first); lane++)
            {
                rows[first + lane] = (1, Row(fit, lane));
            }
        }

        return new LeftOutSample(units, rows);
    }

    /// <summary>Every study without one patient who has the event, and without one who has not; a study of a single patient is left as it is.</summary>
    private static List<LeftOutSample> Patients(KernelPath path, BootstrapData data, PooledEstimator estimator)
    {
        int k = data.StudyCount;
        using var studies = new OwnStudies(k, 0);
        using var buffer = new AlignedBuffer(BatchEstimates.Bytes);
        var fit = new BatchEstimates(buffer);
        var rows = new BootstrapRow[2 * k];
        for (int first = 0; first < rows.Length; first += Batch.Size)
        {
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                int left = Math.Min(first + lane, rows.Length - 1);
                for (int i = 0; i < k; i++)
                {
                    (int events, int total) = (data.Events[i], data.Totals[i]);
                    bool withEvent = left % 2 == 0;
                    if (i == left / 2 && total > 1 && (withEvent ? events > 0 : events < total))
                    {
                        (events, total) = (withEvent ? events - 1 : events, total - 1);
                    }

                    (studies.Effects[(i * Batch.Size) + lane], studies.Variances[(i * Batch.Size) + lane]) = BootstrapData.Logit(events, total);
                }
            }

            SampleKernels.Fit(path, estimator, studies.All, fit);
            for (int lane = 0; lane < Math.Min(Batch.Size, rows.Length - first); lane++)
            {
                rows[first + lane] = Row(fit, lane);
            }
        }

        return [.. Enumerable.Range(0, k).Where(i => data.Totals[i] > 1).Select(i => new LeftOutSample(
            data.Totals[i], [(data.Events[i], rows[2 * i]), (data.Totals[i] - data.Events[i], rows[(2 * i) + 1])]))];
    }

    private static BootstrapRow Row(BatchEstimates fit, int lane) => new(
        fit.Mean[lane],
        fit.TauSquared[lane],
        1 / Math.Sqrt(fit.Precision[lane]),
        Math.Sqrt(fit.HksjVariance[lane]),
        fit.ISquared[lane],
        Math.Sqrt(fit.TauSquaredVariance[lane]),
        Math.Sqrt(fit.ISquaredVariance[lane]));
}
