using System.Globalization;

namespace CarTEvidence.Resampling;

/// <summary>The preconditions of every public entry.</summary>
internal static class StudyCheck
{
    public static void Effects(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances, int least = 2)
    {
        if (effects.Length != variances.Length)
        {
            throw new ArgumentException($"There are {effects.Length} effects and {variances.Length} variances.", nameof(variances));
        }

        if (effects.Length < least || effects.Length > IndexChain.LargestCount)
        {
            throw new ArgumentException($"Resampling needs {least} to {IndexChain.LargestCount} studies; there are {effects.Length}.", nameof(effects));
        }

        for (int i = 0; i < effects.Length; i++)
        {
            if (!double.IsFinite(effects[i]))
            {
                throw new ArgumentException(Message("Effect", i, effects[i], "is not finite"), nameof(effects));
            }

            if (!(variances[i] > 0 && double.IsFinite(variances[i])))
            {
                throw new ArgumentException(Message("Variance", i, variances[i], "is not positive and finite"), nameof(variances));
            }
        }
    }

    public static void Events(ReadOnlySpan<int> events, ReadOnlySpan<int> totals)
    {
        if (totals.Length < 2)
        {
            throw new ArgumentException($"Resampling needs at least 2 studies; there are {totals.Length}.", nameof(totals));
        }

        if (events.Length != totals.Length)
        {
            throw new ArgumentException($"There are {events.Length} numbers of events and {totals.Length} of patients.", nameof(events));
        }

        for (int i = 0; i < events.Length; i++)
        {
            if (totals[i] is < 1 or > ushort.MaxValue)
            {
                throw new ArgumentException($"A study has {totals[i]} patients; 1 to {ushort.MaxValue} are possible.", nameof(totals));
            }

            if (events[i] < 0 || events[i] > totals[i])
            {
                throw new ArgumentException($"A study has {events[i]} events among {totals[i]} patients.", nameof(events));
            }
        }
    }

    private static string Message(string what, int index, double value, string fault) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {index} ({value:R}) {fault}.");
}
