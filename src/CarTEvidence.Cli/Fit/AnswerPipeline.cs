using System.Collections.Concurrent;

namespace CarTEvidence.Cli.Fit;

/// <summary>Answers requests on all processors and hands the answers over in the order of the requests, each as soon as it and all before it are there.</summary>
internal static class AnswerPipeline
{
    // Enough to keep every processor busy behind one slow request, few enough that a long input is not read ahead of its answers.
    private const int AheadPerProcessor = 8;

    /// <summary>Runs to the end of the requests.</summary>
    /// <param name="requests">The requests, as they come; taken on the calling thread.</param>
    /// <param name="take">Told every answer in order, on one other thread.</param>
    /// <param name="cancellation">Stops.</param>
    public static void Run(IEnumerable<RequestText> requests, Action<string, bool> take, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var answers = new BlockingCollection<Task<(string Line, bool Answered)>>(AheadPerProcessor * Environment.ProcessorCount);
        var taking = Task.Run(() => TakeAll(answers, take, stop), CancellationToken.None);
        try
        {
            foreach (var request in requests)
            {
                answers.Add(Task.Run(() => FitAnswers.Answer(request), CancellationToken.None), stop.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The taker failed; its exception follows.
        }
        finally
        {
            answers.CompleteAdding();
            if (cancellation.IsCancellationRequested)
            {
                stop.Cancel();
            }

            taking.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        taking.GetAwaiter().GetResult();
    }

    private static void TakeAll(BlockingCollection<Task<(string Line, bool Answered)>> answers, Action<string, bool> take, CancellationTokenSource stop)
    {
        try
        {
            foreach (var answer in answers.GetConsumingEnumerable(stop.Token))
            {
                // A fit knows no cancellation; waiting for it does, so that Ctrl-C ends the process at once.
                var (line, answered) = answer.WaitAsync(stop.Token).GetAwaiter().GetResult();
                take(line, answered);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
