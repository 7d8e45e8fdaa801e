using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Demo;

/// <summary>
/// Weeks of made-up history of a demonstration station, as entries of its record, so that a first visitor sees figures. Nothing stands behind these entries but themselves:
/// the first of them, <c>demo.seeded</c>, says so, their commits are named <c>demo/...</c>, and recordedAt is the day on which they were made up.
/// </summary>
public sealed class DemoHistory(LivePlan plan, DemoData data, ServiceCatalogue catalogue)
{
    private const long Seed = 20;
    private const int MostOnWorkdays = 14;
    private const int MostOnFreeDays = 8;

    /// <summary>Every story is over when history ends.</summary>
    private static readonly TimeSpan LongestStory = TimeSpan.FromHours(22);

    /// <summary>The history of one station up to a moment, in the order of time; none when the plan does not know the station.</summary>
    /// <param name="facts">The station.</param>
    /// <param name="weeks">How long it is.</param>
    /// <param name="now">When it is made up.</param>
    /// <param name="signs">What else is made up of it.</param>
    public ImmutableArray<CommittedDraft> Of(StationFacts facts, int weeks, DateTimeOffset now, IEnumerable<RecordDraft>? signs = null)
    {
        if (weeks == 0 || plan.Stations.FirstOrDefault(station => station.StationId == facts.Id) is not { } station)
        {
            return [];
        }

        var drafts = new List<RecordDraft>();
        var number = 0;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(-7 * weeks); number < int.MaxValue; day = day.AddDays(1))
        {
            var midnight = new DateTimeOffset(day, TimeOnly.MinValue, zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)));
            if (midnight + LongestStory > now)
            {
                break;
            }

            var dice = new Dice(Seed, $"{facts.Id}/{day:yyyyMMdd}");
            var most = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? MostOnFreeDays : MostOnWorkdays;
            for (var rest = dice.Whole(0, most / 2, most); rest > 0; rest--)
            {
                var at = midnight.AddHours(dice.Pick(2 * rest, plan.HourWeights) + dice.Unit((2 * rest) + 1)).ToUniversalTime();
                if (at + LongestStory < now)
                {
                    drafts.AddRange(new DemoStory(plan, data, catalogue, station, facts, Seed, number++).Tell(at));
                }
            }
        }

        var ordered = drafts.Concat(signs ?? []).OrderBy(draft => draft.At).ToList();
        var seeded = new RecordDraft(
            facts.Id, now, Actor.System.Account, null, RecordActions.DemoSeeded, Codes.Station(facts.Id), new Facets(Amount: ordered.Count));
        return
        [
            .. ordered.Prepend(seeded).Select((draft, place) => new CommittedDraft(string.Create(CultureInfo.InvariantCulture, $"demo/{facts.Id}/{place}"), draft)),
        ];
    }
}
