using BenchmarkDotNet.Running;
using CarTEvidence.Benchmarks.Throughput;

if (args is ["throughput", .. string[] rest])
{
    return ThroughputCommand.Run(rest, Console.Out, Console.Error);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
