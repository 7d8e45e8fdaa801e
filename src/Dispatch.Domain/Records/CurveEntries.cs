using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Curves;

namespace Dispatch.Domain.Records;

/// <summary>The entries of one commit of a station's curves: what was marked, and which limits were crossed. No words.</summary>
public static class CurveEntries
{
    public static ImmutableArray<RecordDraft> Of(string stationId, CurveBook before, CurveBook after, Actor by, DateTimeOffset now) =>
    [
        .. after.Events.Except(before.Events).Select(each => Draft(stationId, by, RecordActions.CurveMarked, Of(each), now) with { Personal = PersonalData.Digest(each.Words) }),
        .. before.Events.Except(after.Events).Select(each => Draft(stationId, by, RecordActions.CurveUnmarked, Of(each), now)),
        .. after.Alarms.Where(alarm => before.Alarms.All(known => known.Number != alarm.Number)).Select(alarm => Draft(stationId, by, RecordActions.CurveCrossed, Of(alarm), now)),
    ];

    private static Facets Of(CurveEvent marked) => new(Reason: marked.Kind.ToString().ToLowerInvariant(), Amount: marked.Number);

    private static Facets Of(CurveAlarm alarm) => new(
        Community: alarm.Area.Length == 0 ? null : alarm.Area,
        Reason: CurveAlarms.Code(alarm.Measure),
        Item: alarm.Week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Amount: alarm.Number);

    private static RecordDraft Draft(string stationId, Actor by, string action, Facets facets, DateTimeOffset now) =>
        new(stationId, now, by.Account, by == Actor.System ? null : by.Role, action, Codes.Station(stationId), facets);
}
