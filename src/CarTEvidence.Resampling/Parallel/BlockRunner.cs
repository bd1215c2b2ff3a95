namespace CarTEvidence.Resampling;

/// <summary>Shares the blocks of a run out to threads. What a block computes depends on its replicates alone, so the number of threads does not show.</summary>
internal static class BlockRunner
{
    /// <summary>Replicates to a block, so that a cancelled run ends soon however many studies a replicate has.</summary>
    /// <param name="studies">Studies to a replicate.</param>
    /// <param name="studiesPerBlock">Studies that are worked on in some ten milliseconds.</param>
    /// <returns>At most <see cref="ReplicateRange.BlockSize"/>, and a multiple of <see cref="EventDraw.Size"/>, the widest batch.</returns>
    public static int BlockSize(int studies, int studiesPerBlock) => Math.Clamp(studiesPerBlock / studies, EventDraw.Size, ReplicateRange.BlockSize) / EventDraw.Size * EventDraw.Size;

    /// <summary>Runs every block of <paramref name="range"/>.</summary>
    /// <param name="range">The replicates.</param>
    /// <param name="threads">Threads to use, at least 1; the calling thread is one of them.</param>
    /// <param name="createWorker">Makes the worker of a thread.</param>
    /// <param name="progress">Told the fraction done, from 0 to 1, at most a few hundred times, by one thread at a time and never less than before.</param>
    /// <param name="cancellation">Looked at before every block.</param>
    /// <param name="blockSize">Replicates in a block.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static void Run(ReplicateRange range, int threads, Func<IBlockWorker> createWorker, IProgress<double>? progress, CancellationToken cancellation, int blockSize = ReplicateRange.BlockSize)
    {
        long firstBlock = range.First / blockSize, endBlock = (range.End + blockSize - 1) / blockSize;
        if (range.Count == 0)
        {
            return;
        }

        long next = firstBlock - 1, done = 0, reported = 0, step = Math.Max(1, (endBlock - firstBlock) / 200);
        var reporting = new Lock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        void Work()
        {
            using IBlockWorker worker = createWorker();
            for (long block = Interlocked.Increment(ref next); block < endBlock; block = Interlocked.Increment(ref next))
            {
                stop.Token.ThrowIfCancellationRequested();
                long first = Math.Max(range.First, block * blockSize), end = Math.Min(range.End, (block + 1) * blockSize);
                worker.Run(first, (int)(end - first));
                long finished = Interlocked.Increment(ref done);
                if (progress != null && (finished % step == 0 || finished == endBlock - firstBlock))
                {
                    Report(finished);
                }
            }
        }

        // One thread at a time, and never a fraction below one already told.
        void Report(long finished)
        {
            lock (reporting)
            {
                if (finished > reported)
                {
                    reported = finished;
                    progress.Report((double)finished / (endBlock - firstBlock));
                }
            }
        }

        int useful = (int)Math.Min(threads, endBlock - firstBlock);
        if (useful <= 1)
        {
            Work();
            return;
        }

        Exception? failure = null;
        void Guarded()
        {
            try
            {
                Work();
            }
            catch (Exception exception) when (Interlocked.CompareExchange(ref failure, exception, null) == null)
            {
                stop.Cancel();
            }
            catch (Exception) when (failure != null)
            {
                // Another thread failed first, or was the first to see the cancellation: its exception is the one that is thrown.
            }
        }

        var others = new Thread[useful - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Guarded) { IsBackground = true };
            others[i].Start();
        }

        Guarded();
        foreach (Thread thread in others)
        {
            thread.Join();
        }

        cancellation.ThrowIfCancellationRequested();
        if (failure != null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
