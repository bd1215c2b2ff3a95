namespace CarTEvidence.Cli.Printing;

/// <summary>What an <see cref="ArgumentException"/> says, without the parameter's name that the runtime appends.</summary>
internal static class ArgumentMessage
{
    public static string Of(ArgumentException fault)
    {
        var message = fault.ParamName is { } parameter
            ? fault.Message.Replace($" (Parameter '{parameter}')", string.Empty, StringComparison.Ordinal)
            : fault.Message;
        return message.Split('\n', 2)[0].TrimEnd();
    }
}
