using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace CarTEvidence.Cli.Options;

/// <summary>Options whose value is a number: digits with a decimal point, never a comma, which may be a decimal comma or separate thousands.</summary>
internal static class NumberOption
{
    /// <summary>An option that takes a whole number of 0 or more.</summary>
    public static Option<T?> Whole<T>(string name, string description, string helpName)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => Create<T>(
            name,
            description,
            helpName,
            text => T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null,
            string.Create(CultureInfo.InvariantCulture, $"no whole number from 0 to {T.MaxValue}, written in digits alone, such as 1000"));

    /// <summary>An option that takes a finite number.</summary>
    public static Option<double?> Real(string name, string description, string helpName) => Create<double>(
        name,
        description,
        helpName,
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null,
        "no number with a decimal point, such as 0.7");

    private static Option<T?> Create<T>(string name, string description, string helpName, Func<string, T?> read, string otherwise)
        where T : struct
    {
        return new Option<T?>(name) { Description = description, HelpName = helpName, CustomParser = Parse };

        T? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            var value = read(text);
            if (value is null)
            {
                result.AddError($"{name}: \"{text}\" is {otherwise}.");
            }

            return value;
        }
    }
}
