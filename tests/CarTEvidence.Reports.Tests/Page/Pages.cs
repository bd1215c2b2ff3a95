namespace CarTEvidence.Reports.Tests.Page;

/// <summary>Page content written by hand, with the characters that break careless pages.</summary>
internal static class Pages
{
    private static readonly Markup Figure = new("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"560pt\" height=\"240pt\" viewBox=\"0 0 560 240\"><title>Forest plot</title><rect width=\"560\" height=\"240\" fill=\"none\" stroke=\"currentColor\"/></svg>");

    public static PageContent Sample { get; } = new(
        "CAR-T <cells> & autoimmunity",
        "What published trials report, pooled honestly: small studies, remission near 100%, severe toxicity near 0%.",
        [("arms", "116"), ("reports", "98"), ("patients treated", "812"), ("diseases", "21")],
        [
            new("remission", "Remission", 25, "128/134", ("95.5%", true, 0.955), ("90.1% to 98.2%", 0.901, 0.982), ("71.2% to 99.6%", 0.712, 0.996)),
            new("crs-3", "CRS grade ≥ 3", 13, "0/103", ("0%", false, 0), ("0% to 3.5%", 0, 0.035), ("n/a", null, null)),
            new("relapse", "Relapse", null, "n/a", ("n/a", false, null), ("n/a", null, null), ("n/a", null, null)),
        ],
        [
            new(
                "remission",
                "Remission",
                "In 25 studies, 128 of 134 evaluable patients reached remission. In a typical study the share is 95.5% (95% CI 90.1% to 98.2%).",
                [("Typical study", "95.5%", "95% CI 90.1% to 98.2%"), ("New study", "71.2% to 99.6%", "95% prediction interval"), ("Patients", "128/134", "25 studies"), ("Heterogeneity", "tau² = 0.413", "I² = 12.1%")],
                [
                    new("remission-overall", "Overall", "All studies", Figure, "remission", "Forest plot of remission.", null, Effects.Remission.Summary().ToCsv()),
                    new("remission-by-target", "By target", "By target", Figure, "remission-by-target", "Forest plot of remission by target.", Effects.BySubgroup.Summary().Tables[2], "study,events\nA,1\n"),
                ],
                Effects.Remission.Summary().Studies,
                [
                    ("This report", new(string.Empty, "Binomial-normal", 25, "128/134", ("95.5%", true, 0.955), ("90.1% to 98.2%", 0.901, 0.982), ("71.2% to 99.6%", 0.712, 0.996))),
                    ("Same data, other methods", new(string.Empty, "Random effects <REML>", 25, "128/134", ("91.0%", false, 0.91), ("85.0% to 95.0%", 0.85, 0.95), ("n/a", null, null))),
                ],
                [Effects.Remission.Summary().Tables[1]],
                ["Definitions differ: DORIS & others."]),
            new("crs-3", "CRS grade ≥ 3", "No patient had the event.", [], [], null, [], [], []),
            new("relapse", "Relapse", "No arm of this evidence reports it.", [], [], null, [], [], []),
        ],
        ["Severe toxicity is under-represented."],
        ["Each outcome was pooled by a <binomial-normal> model."],
        [new("Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika 1934;26:404–413.", "10.1093/biomet/26.4.404")],
        [("Version", "0.1.0"), ("Input", "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]);
}
