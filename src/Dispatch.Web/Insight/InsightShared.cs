using Dispatch.Records.Insight;

namespace Dispatch.Web.Insight;

/// <summary>What a station does not tell those with whom it shares its figures by agreement: whatever cuts a count so small that it is of one person.</summary>
internal static class InsightShared
{
    /// <summary>Words of a question that are not for them, be it to filter by or to count by.</summary>
    private static readonly string[] Words = [Facet.Community.Code(), Facet.AgeBand.Code(), Facet.Action.Code(), Facet.Hour.Code()];

    /// <summary>Why a question is not answered; null: it asks for nothing that is withheld.</summary>
    public static Refusal? Withheld(IQueryCollection query) =>
        Words.FirstOrDefault(word => query.ContainsKey(word) || query["group"].Contains(word)) is { } word ? NotShared(word) : null;

    /// <summary>Whether they are told it. Who opened sealed words and what else the record holds is the station's own.</summary>
    public static bool Tells(Measure measure) => measure.Code is not ("sealed" or "entries");

    public static Refusal NotShared(string word) =>
        new(RefusalCode.AccessStation, "A station that shares its figures by agreement shares neither places, ages, hours, single actions nor entries.", word);
}
