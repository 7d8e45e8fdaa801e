using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Curves;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Demo;

/// <summary>
/// Made-up signs of cases for the warning curves of a demonstration station: an ordinary half year and more, and a rise in its first community at the end. No
/// case stands behind them.
/// </summary>
public static class DemoCurve
{
    /// <summary>Enough for a baseline, and for some months after it.</summary>
    private const int Weeks = 46;

    /// <summary>The rise begins so many weeks before the end.</summary>
    private const int Rise = 5;

    private const long Seed = 63;

    /// <summary>The signs of one station up to a moment.</summary>
    public static IEnumerable<RecordDraft> Of(StationFacts facts, Communities communities, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone);
        var running = CurveTally.WeekOf(now, zone);
        var drawn = facts.Areas.Select(area => communities.Find(area.Code)).OfType<Community>().Distinct().ToList();
        var drafts = new List<RecordDraft>();
        for (var week = 0; week < Weeks; week++)
        {
            var monday = new DateTimeOffset(running.AddDays(7 * (week - Weeks)), TimeOnly.MinValue, TimeSpan.Zero);
            for (var place = 0; place < drawn.Count; place++)
            {
                var rise = place == 0 && week >= Weeks - Rise ? 8 : 0;
                drafts.AddRange(Week(facts.Id, drawn[place].Area, monday, rise));
            }
        }

        return drafts;
    }

    private static IEnumerable<RecordDraft> Week(string station, string area, DateTimeOffset monday, int rise)
    {
        var dice = new Dice(Seed, $"{station}/{area}/{monday:yyyyMMdd}");
        var raised = dice.Whole(0, 4, 9) + rise;
        for (var person = 0; person < raised; person++)
        {
            var at = monday.AddMinutes(dice.Whole((3 * person) + 3, 24 * 60, 6 * 24 * 60));
            var id = Codes.Case(string.Create(CultureInfo.InvariantCulture, $"demo-{area}-{monday:yyyyMMdd}-{person}"));
            yield return Draft(station, area, id, RecordActions.CaseAsked, at);
            if (dice.Happens((3 * person) + 4, 0.8))
            {
                yield return Draft(station, area, id, RecordActions.CaseLevelConfirmed, at.AddHours(3));
            }

            if (dice.Happens((3 * person) + 5, 0.6))
            {
                yield return Draft(station, area, id, RecordActions.CaseFollowUpDue, at.AddHours(9));
            }
        }
    }

    private static RecordDraft Draft(string station, string area, string subject, string action, DateTimeOffset at) => new(
        station, at, Actor.System.Account, null, action, subject, new Facets(Community: area, Service: "counselling", Level: Codes.Of(RiskLevel.Serious)));
}
