namespace CarTEvidence.Cli;

/// <summary>The command line asks for something that does not exist or does not go together.</summary>
internal sealed class UsageException(string message) : Exception(message);
