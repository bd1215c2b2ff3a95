namespace CarTEvidence;

/// <summary>The autoimmune disease of an arm.</summary>
public sealed class Disease : OpenCode
{
    private Disease(string code, string? name)
        : base(code, name)
    {
    }

    /// <summary>Systemic lupus erythematosus, series that mix renal and non-renal lupus included.</summary>
    public static Disease Sle { get; } = new("SLE", "systemic lupus erythematosus");

    /// <summary>Lupus nephritis in every patient.</summary>
    public static Disease LupusNephritis { get; } = new("LN", "lupus nephritis");

    /// <summary>Systemic sclerosis.</summary>
    public static Disease SystemicSclerosis { get; } = new("SSc", "systemic sclerosis");

    /// <summary>Idiopathic inflammatory myopathy: antisynthetase syndrome, necrotising myopathy, dermatomyositis, juvenile forms.</summary>
    public static Disease InflammatoryMyopathy { get; } = new("IIM", "idiopathic inflammatory myopathy");

    /// <summary>Myasthenia gravis, overlap with Lambert–Eaton syndrome included.</summary>
    public static Disease MyastheniaGravis { get; } = new("MG", "myasthenia gravis");

    /// <summary>Neuromyelitis optica spectrum disorder.</summary>
    public static Disease NeuromyelitisOptica { get; } = new("NMOSD", "neuromyelitis optica spectrum disorder");

    /// <summary>Multiple sclerosis.</summary>
    public static Disease MultipleSclerosis { get; } = new("MS", "multiple sclerosis");

    /// <summary>Stiff-person syndrome.</summary>
    public static Disease StiffPersonSyndrome { get; } = new("SPS", "stiff-person syndrome");

    /// <summary>Autoimmune encephalitis or cerebellar ataxia.</summary>
    public static Disease AutoimmuneEncephalitis { get; } = new("AE", "autoimmune encephalitis or cerebellar ataxia");

    /// <summary>Chronic inflammatory demyelinating polyneuropathy.</summary>
    public static Disease Cidp { get; } = new("CIDP", "chronic inflammatory demyelinating polyneuropathy");

    /// <summary>Myelin oligodendrocyte glycoprotein antibody-associated disease.</summary>
    public static Disease Mogad { get; } = new("MOGAD", "MOG antibody-associated disease");

    /// <summary>Rheumatoid arthritis.</summary>
    public static Disease RheumatoidArthritis { get; } = new("RA", "rheumatoid arthritis");

    /// <summary>Sjögren's disease.</summary>
    public static Disease Sjogren { get; } = new("SjD", "Sjögren's disease");

    /// <summary>Antiphospholipid syndrome.</summary>
    public static Disease AntiphospholipidSyndrome { get; } = new("APS", "antiphospholipid syndrome");

    /// <summary>ANCA-associated vasculitis.</summary>
    public static Disease AncaVasculitis { get; } = new("AAV", "ANCA-associated vasculitis");

    /// <summary>Pemphigus vulgaris.</summary>
    public static Disease PemphigusVulgaris { get; } = new("PV", "pemphigus vulgaris");

    /// <summary>Immune thrombocytopenia.</summary>
    public static Disease ImmuneThrombocytopenia { get; } = new("ITP", "immune thrombocytopenia");

    /// <summary>Autoimmune haemolytic anaemia.</summary>
    public static Disease AutoimmuneHaemolyticAnaemia { get; } = new("AIHA", "autoimmune haemolytic anaemia");

    /// <summary>Membranous nephropathy.</summary>
    public static Disease MembranousNephropathy { get; } = new("MN", "membranous nephropathy");

    /// <summary>IgG4-related disease.</summary>
    public static Disease IgG4RelatedDisease { get; } = new("IGG4RD", "IgG4-related disease");

    /// <summary>Ulcerative colitis.</summary>
    public static Disease UlcerativeColitis { get; } = new("UC", "ulcerative colitis");

    /// <summary>Several diseases whose counts are given only together.</summary>
    public static Disease Mixed { get; } = new("MIXED", "several diseases, counted together");

    /// <summary>The values that the data dictionary knows, in its order.</summary>
    public static IReadOnlyList<Disease> WellKnown { get; } =
    [
        Sle, LupusNephritis, SystemicSclerosis, InflammatoryMyopathy, MyastheniaGravis, NeuromyelitisOptica, MultipleSclerosis,
        StiffPersonSyndrome, AutoimmuneEncephalitis, Cidp, Mogad, RheumatoidArthritis, Sjogren, AntiphospholipidSyndrome, AncaVasculitis,
        PemphigusVulgaris, ImmuneThrombocytopenia, AutoimmuneHaemolyticAnaemia, MembranousNephropathy, IgG4RelatedDisease,
        UlcerativeColitis, Mixed,
    ];

    /// <summary>The disease with this code, in any case; a code that the dictionary does not know becomes a new value.</summary>
    /// <param name="code">For example <c>SLE</c>; surrounding blanks are ignored.</param>
    /// <exception cref="ArgumentException">The code is blank.</exception>
    public static Disease Parse(string code) => Find(code, WellKnown, c => new Disease(c, null));
}
