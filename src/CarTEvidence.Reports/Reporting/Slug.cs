using System.Text;

namespace CarTEvidence.Reports;

/// <summary>Names for anchors and files.</summary>
internal static class Slug
{
    /// <summary>Lower-case letters and digits, single hyphens between them, for example <c>crs-3</c> for <c>crs&gt;=3</c>.</summary>
    public static string Of(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
