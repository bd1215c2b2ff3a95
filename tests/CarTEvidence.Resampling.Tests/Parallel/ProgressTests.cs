namespace CarTEvidence.Resampling.Tests.Parallel;

public sealed class ProgressTests
{
    // A listener that dawdles over every other report would be overtaken by another thread.
    [Fact]
    public void Progress_ManyThreadsAndASlowListener_IsToldByOneAtATimeAndNeverFalls()
    {
        var listener = new SlowListener();
        BlockRunner.Run(new ReplicateRange(0, 150), 4, () => new Idle(), listener, default, blockSize: 1);
        Assert.False(listener.WasInterrupted);
        Assert.Equal(listener.Told.Order(), listener.Told);
        Assert.Equal(1, listener.Told[^1]);
    }

    private sealed class Idle : IBlockWorker
    {
        public void Run(long first, int count)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class SlowListener : IProgress<double>
    {
        private int _inside;

        public List<double> Told { get; } = [];

        public bool WasInterrupted { get; private set; }

        public void Report(double value)
        {
            WasInterrupted |= Interlocked.Increment(ref _inside) > 1;
            if (Told.Count % 2 == 0)
            {
                Thread.Sleep(1);
            }

            Told.Add(value);
            Interlocked.Decrement(ref _inside);
        }
    }
}
