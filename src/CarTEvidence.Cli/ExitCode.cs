namespace CarTEvidence.Cli;

/// <summary>What the process answers to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;
    public const int Cancelled = 130;
}
