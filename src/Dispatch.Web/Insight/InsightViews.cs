using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Records.Insight;

namespace Dispatch.Web.Insight;

/// <summary>What may be asked.</summary>
/// <param name="Stations">Whose figures; shared: by agreement, without places, ages, hours and entries.</param>
/// <param name="Measures">What can be counted.</param>
/// <param name="Actions">Actions that entries may have.</param>
/// <param name="AgeBands">Age bands that are asked at intake.</param>
/// <param name="MostDays">Most days of a range.</param>
/// <param name="MostDaysByHour">Most days that are counted by hours.</param>
/// <param name="MostExported">Most entries of one file.</param>
public sealed record InsightDoors(
    ImmutableArray<InsightDoor> Stations, ImmutableArray<MeasureView> Measures, ImmutableArray<string> Actions, ImmutableArray<string> AgeBands, int MostDays,
    int MostDaysByHour, int MostExported);

/// <summary>A station whose figures the caller may see.</summary>
/// <param name="StationId">Which.</param>
/// <param name="Shared">By agreement only.</param>
/// <param name="MadeUp">Its record holds history that the demonstration made up.</param>
public sealed record InsightDoor(string StationId, bool Shared, bool MadeUp);

/// <summary>A measure by name.</summary>
/// <param name="Code">Its name.</param>
/// <param name="Unit">What the number is in.</param>
/// <param name="HasResponder">Its entries tell the kind of responder.</param>
/// <param name="IsShared">Told by agreement too.</param>
public sealed record MeasureView(string Code, MeasureUnit Unit, bool HasResponder, bool IsShared);

/// <summary>Every measure of one range.</summary>
public sealed record FiguresView(DateOnly From, DateOnly To, ImmutableArray<FigureView> Figures);

/// <summary>One measure: its value, and how many entries stand behind it.</summary>
public sealed record FigureView(string Measure, long Value, long Count);

/// <summary>A table: cells that hold an entry, and all of them together.</summary>
public sealed record TableView(string Measure, MeasureUnit Unit, DateOnly From, DateOnly To, ImmutableArray<string> Groups, ImmutableArray<TallyCell> Cells, TallyCell Total);

/// <summary>A page of entries, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">Asks for the page behind; null: that was all.</param>
/// <param name="Count">How many there are in all; with the first page only.</param>
public sealed record EntriesView(ImmutableArray<EntryView> Entries, string? Next, long? Count);

/// <summary>An entry of the service record: ids and codes.</summary>
public sealed record EntryView(
    string StationId, long Sequence, DateTimeOffset At, string Actor, string? Role, string Action, string Subject, string? Community, string? Service, string? Level,
    string? AgeBand, string? Responder, string? Channel, string? Reason, string? With, string? Item, long? Amount)
{
    public static EntryView Of(LedgerEntry entry)
    {
        var facets = entry.Facets;
        return new EntryView(
            entry.Ledger, entry.Sequence, entry.At, entry.Actor, entry.Role, entry.Action, entry.Subject, facets.Community, facets.Service, facets.Level, facets.AgeBand,
            facets.Responder, facets.Channel, facets.Reason, facets.With, facets.Item, facets.Amount);
    }
}
