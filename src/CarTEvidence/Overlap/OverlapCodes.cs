namespace CarTEvidence;

/// <summary>How overlap policies and rules are spelled on the command line and in JSON.</summary>
public static class OverlapCodes
{
    private static readonly CodeList<OverlapPolicy> Policies = new("resolve", "keep", "fail");
    private static readonly CodeList<OverlapRule> Rules = new("superseded", "fewer-evaluable", "earlier-year", "study-id");

    /// <summary>The policies, separated for print.</summary>
    public static string AllowedPolicies => Policies.Allowed;

    /// <summary>The code of a policy, for example <c>resolve</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public static string Code(this OverlapPolicy policy) => Policies[policy];

    /// <summary>The code of a rule, for example <c>fewer-evaluable</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public static string Code(this OverlapRule rule) => Rules[rule];

    /// <summary>Finds a policy by its code, in any case.</summary>
    /// <param name="code">For example <c>keep</c>.</param>
    /// <param name="policy">The policy, if there is one.</param>
    public static bool TryParsePolicy(string code, out OverlapPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Policies.TryParse(code.Trim(), out policy);
    }
}
