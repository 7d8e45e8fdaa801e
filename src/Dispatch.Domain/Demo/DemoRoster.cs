using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Duty;

namespace Dispatch.Domain.Demo;

/// <summary>The week of demo/roster.json, to be planned from any day on. Stations that share it name its second counsellor first.</summary>
public sealed record DemoRoster(string Station, ImmutableArray<string> SharedWith, ImmutableArray<DemoShift> Week)
{
    /// <summary>So many days are planned, today included; behind them lies the gap that a head is told of.</summary>
    public const int Days = 9;

    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static DemoRoster Parse(string json) => DataFile.Read("demo/roster.json", json, root => new DemoRoster(
        root.Text("station"),
        root.Texts("sharedWith"),
        [
            .. root.Rows("shifts").Select(row => new DemoShift(
                row.Word<DayOfWeek>("day"), row.MinuteOfDay("from"), row.MinuteOfDay("to"), row.Text("primary"), row.Text("secondary"))),
        ]));

    /// <summary>The shifts of a station that are not over, from today on.</summary>
    public ImmutableArray<PlanShift> Of(StationFacts facts, DateTimeOffset now)
    {
        var isShared = SharedWith.Contains(facts.Id);
        if (facts.Id != Station && !isShared)
        {
            return [];
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone);
        var today = ShiftTimes.DayOf(now, zone);
        var head = new Actor(facts.Head, Role.StationHead, facts.Id);
        return
        [
            .. from ahead in Enumerable.Range(0, Days)
               let day = today.AddDays(ahead)
               from shift in Week
               where shift.Day == day.DayOfWeek && ShiftTimes.Span(day, shift.From, shift.To, zone).To > now
               select new PlanShift(head, null, day, shift.From, shift.To, isShared ? shift.Secondary : shift.Primary, isShared ? shift.Primary : shift.Secondary, null, null),
        ];
    }
}

/// <summary>A shift of the week; minutes of the day.</summary>
public sealed record DemoShift(DayOfWeek Day, int From, int To, string Primary, string Secondary);
