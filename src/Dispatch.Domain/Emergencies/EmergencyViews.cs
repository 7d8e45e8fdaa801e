using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Emergencies;

/// <summary>What others see of an emergency.</summary>
public static class EmergencyViews
{
    /// <summary>From this round on an alarm is heard by all of the team who have the emergency, too (ours).</summary>
    private const int LoudRound = 3;

    /// <summary>All of it. Why it was stood down stays with the team: nobody else reads it.</summary>
    public static EmergencyView Of(Emergency held, ScenePlace? place, MayDo mine, bool ofTeam) => new(
        held.Id, held.StationId, held.Service, held.Area, held.State, held.OpenedAt, held.Episode, held.Version, held.Lead, held.Head, held.Sent,
        held.RequestRunning, held.TeamBy, [.. held.People.Select(each => Row(held, each, ofTeam))], [.. held.Units.Select(Row)],
        [.. held.Alarms.Select(View)], held.Events, ofTeam || held.End is null ? held.End : held.End with { Reason = "" }, place, mine);

    public static EmergencyBrief Brief(Emergency held) => new(
        held.Id, held.StationId, held.Service, held.Area, held.State, held.OpenedAt, held.Lead, held.Sent,
        held.People.Count(each => each.AcknowledgedAt is not null), held.Alarms.Count(each => each.AnsweredAt is null));

    /// <summary>What one person's phone shows.</summary>
    public static PageView Page(Emergency held, Called person)
    {
        var alarms = held.Alarms.Where(each => each.AnsweredAt is null && Hears(held, person, each)).Select(View).ToImmutableArray();
        var isCalled = held.IsOpen && person.NextAt is not null;
        var isLeft = held.IsOpen ? person.CannotAt is null || isCalled : person.IsOut || person.OwesDebrief;
        return new PageView(
            held.Id, held.StationId, held.Version, person.Office, held.Service, held.Area, held.State, person.PagedAt, person.Round,
            Rings: isCalled || !alarms.IsEmpty, IsOver: !isLeft && alarms.IsEmpty, held.Lead == person.Account,
            Alone: person is { IsOut: true, ArrivedAt: not null } && !held.Sent, held.Sent,
            person.AcknowledgedAt, person.OnTheWayAt, person.ArrivedAt, person.BackAt, person.CheckInBy,
            person.OwesDebrief ? person.DebriefBy : null, alarms);
    }

    /// <summary>The page of somebody whom it no longer calls: it leaves the screen.</summary>
    public static PageView Over(Emergency held) => new(
        held.Id, held.StationId, held.Version, Office.Called, held.Service, held.Area, held.State, held.OpenedAt, 0,
        Rings: false, IsOver: true, IsLead: false, Alone: false, held.Sent, null, null, null, null, null, null, []);

    /// <summary>Whether the same would be shown; numbers apart.</summary>
    public static bool Same(PageView one, PageView other) =>
        one.Alarms.SequenceEqual(other.Alarms) && one with { Number = 0, Alarms = [] } == other with { Number = 0, Alarms = [] };

    /// <summary>Area at first; place and contact once the unit has acknowledged.</summary>
    public static UnitPageView Unit(Emergency held, LinkedUnit unit, StationFacts? station, ScenePlace? place) => new(
        unit.Facts.NameZh, unit.Facts.NameEn, station?.NameZh ?? held.StationId, station?.NameEn ?? held.StationId, held.State, held.OpenedAt,
        unit.LinkUntil ?? held.OpenedAt, unit.AcknowledgedAt is null ? new ScenePlace(held.Area, null, null, null, null) : place,
        held.Out(), unit.AcknowledgedAt, unit.OnTheWayAt, unit.ArrivedAt);

    /// <summary>
    /// Who may be shown the place: whoever has it and goes or sends others, and after the end whoever is still out. The expert advises and needs none.
    /// </summary>
    public static bool SeesPlace(Emergency held, Called? person) =>
        person is { Office: not Office.Expert } && (person.IsOut || (held.IsOpen && person is { AcknowledgedAt: not null, CannotAt: null }));

    private static bool Hears(Emergency held, Called person, Alarm alarm) =>
        person.Account == held.Lead
        || alarm.About == person.Account
        || (person.Account == held.Head && (alarm.Reason != PageReason.UnitSilent || alarm.Round >= LoudRound))
        || (alarm.Round >= LoudRound && person is { Qualified: true, AcknowledgedAt: not null });

    private static AlarmView View(Alarm alarm) => new(alarm.Number, alarm.Reason, alarm.About, alarm.At, alarm.Round, alarm.AnsweredAt, alarm.AnsweredBy);

    private static PersonRow Row(Emergency held, Called each, bool ofTeam) => new(
        each.Account, each.Office, each.Qualified, held.Lead == each.Account, each.Round, each.PagedAt, each.DeliveredAt, each.SeenAt, each.AcknowledgedAt,
        each.OnTheWayAt, each.ArrivedAt, each.BackAt, each.CannotAt, each.CheckInBy, each.Missed, each.DebriefBy, each.DebriefedAt, each.Points,
        ofTeam || each.Said is null ? each.Said : each.Said with { Reason = "" });

    private static UnitRow Row(LinkedUnit each) => new(
        each.Facts.Id, each.Facts.Kind, each.Facts.NameZh, each.Facts.NameEn, each.ToldAt, each.LinkUntil, each.SeenAt,
        each.AcknowledgedAt, each.OnTheWayAt, each.ArrivedAt);
}
