namespace Dispatch.Records.Insight;

/// <summary>What the record is counted by.</summary>
public enum Facet
{
    /// <summary>Whose ledger.</summary>
    Station,

    /// <summary>Area code of the request.</summary>
    Community,

    /// <summary>Service code.</summary>
    Service,

    /// <summary>Risk level of the request when the entry was made.</summary>
    Level,

    /// <summary>Age band of the person in need.</summary>
    AgeBand,

    /// <summary>Kind of responder.</summary>
    Responder,

    /// <summary>What happened.</summary>
    Action,

    /// <summary>Hour of the station's clock.</summary>
    Hour,

    /// <summary>Day of the station's calendar.</summary>
    Day,

    /// <summary>Week of the station's calendar, by its Monday.</summary>
    Week,

    /// <summary>Month of the station's calendar.</summary>
    Month,
}

/// <summary>What a facet is in the tables of entries.</summary>
public static class FacetCodes
{
    /// <summary>How a value is written that an entry does not have.</summary>
    public const string NotStated = "-";

    /// <summary>Whether it is a span of time.</summary>
    public static bool IsTime(this Facet facet) => facet >= Facet.Hour;

    /// <summary>The facet's code, as it travels.</summary>
    public static string Code(this Facet facet) => facet == Facet.AgeBand ? "ageBand" : facet.ToString().ToLowerInvariant();

    /// <summary>The facet of a code; null: none.</summary>
    public static Facet? Find(string code)
    {
        foreach (var facet in Enum.GetValues<Facet>())
        {
            if (facet.Code() == code)
            {
                return facet;
            }
        }

        return null;
    }

    /// <summary>Its column of the table of entries.</summary>
    internal static string Column(this Facet facet) => facet switch
    {
        Facet.Station => "Ledger",
        _ when facet.IsTime() => "At",
        _ => facet.ToString(),
    };

    /// <summary>Its value of an entry; null: not stated. Not for time.</summary>
    internal static string? Of(this Facet facet, Contracts.Records.LedgerEntry entry) => facet switch
    {
        Facet.Station => entry.Ledger,
        Facet.Community => entry.Facets.Community,
        Facet.Service => entry.Facets.Service,
        Facet.Level => entry.Facets.Level,
        Facet.AgeBand => entry.Facets.AgeBand,
        Facet.Responder => entry.Facets.Responder,
        _ => entry.Action,
    };
}
