namespace CarTEvidence.MetaAnalysis.Models;

/// <summary>A two-by-two table: a treated and c control patients have the event, b and d have not.</summary>
internal readonly record struct Table(double A, double B, double C, double D)
{
    /// <summary>Patients of both arms.</summary>
    public double Total => A + B + C + D;

    /// <summary>Expected treated patients with the event, were both arms alike.</summary>
    public double Expected => (A + B) * ((A + C) / Total);

    /// <summary>Variance of that number, given the margins.</summary>
    public double Variance => Total > 1 ? (A + B) / Total * ((C + D) / Total) * (A + C) * ((B + D) / (Total - 1)) : 0;

    /// <summary>One study's table.</summary>
    public static Table Of(TwoArmData data, int study) => new(
        data.EventsTreated[study],
        data.TotalTreated[study] - data.EventsTreated[study],
        data.EventsControl[study],
        data.TotalControl[study] - data.EventsControl[study]);
}
