using System.Globalization;

namespace CarTEvidence.Reports;

/// <summary>References in the order in which a text first cites them.</summary>
internal sealed class Citations
{
    private readonly List<Reference> _references = [];

    /// <summary>The references cited so far; the first has number 1.</summary>
    public IReadOnlyList<Reference> References => _references;

    /// <summary>Cites references, for example <c>[1, 2]</c>.</summary>
    /// <param name="references">At least one reference.</param>
    public string Cite(params ReadOnlySpan<Reference> references)
    {
        var numbers = new int[references.Length];
        for (var i = 0; i < references.Length; i++)
        {
            if (!_references.Contains(references[i]))
            {
                _references.Add(references[i]);
            }

            numbers[i] = _references.IndexOf(references[i]) + 1;
        }

        return $"[{string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))}]";
    }
}
