using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Simulation.Chance;

namespace Dispatch.Simulation.Replay;

/// <summary>The responders of a replay: 70 % live where calls come from, 30 % anywhere; a fifth are counsellors, half of those crisis-qualified.</summary>
internal static class Population
{
    private const double ByDensity = 0.7;
    private const double ScatterMetres = 800;
    private const double MetresPerDegree = 111_195;
    private const int Day = 1_440;

    private static readonly string[] VolunteerSkills = ["first-aid", "household", "driving", "companionship", "elder-care", "phone-care"];

    public static ImmutableArray<ResponderProfile> Make(IReadOnlyList<CallRow> calls, ImmutableArray<StationFacts> stations, int count, long seed)
    {
        var south = calls.Min(call => call.Lat);
        var north = calls.Max(call => call.Lat);
        var west = calls.Min(call => call.Lon);
        var east = calls.Max(call => call.Lon);
        return
        [
            .. Enumerable.Range(1, count).Select(number =>
            {
                var luck = new Luck(seed, $"responder {number}");
                var home = luck.Happens(ByDensity)
                    ? Near(luck.Of(calls).Point, luck)
                    : new GeoPoint(luck.Between(south, north), luck.Between(west, east));
                return Make(number, home, Townships.Nearest(stations, home), calls, luck);
            }),
        ];
    }

    private static ResponderProfile Make(int number, GeoPoint home, string station, IReadOnlyList<CallRow> calls, Luck luck)
    {
        // Every fifth is a counsellor and every tenth crisis-qualified, so that the shares are exact.
        var isCounsellor = number % 5 == 0;
        var isCrisis = number % 10 == 0;
        var (first, last) = (calls[0].At, calls[^1].At);
        DateTimeOffset? Expiry() => luck.Happens(0.1) ? new DateTimeOffset(first, TimeSpan.Zero) + ((last - first) * luck.Unit()) : null;
        var skills = isCounsellor
            ? CounsellorSkills(isCrisis, luck, Expiry)
            : [.. VolunteerSkills.Where(_ => luck.Happens(0.45)).Select(skill => new HeldSkill(skill, luck.Whole(1, 2), Expiry()))];
        var id = string.Create(CultureInfo.InvariantCulture, $"{(isCounsellor ? "counsellor" : "volunteer")}-{number:0000}");
        return new ResponderProfile(
            id,
            isCounsellor ? ResponderKind.Counsellor : ResponderKind.Volunteer,
            station,
            id,
            skills,
            ["en"],
            luck.Happens(0.55) ? Gender.Female : Gender.Male,
            Trained: luck.Happens(0.4),
            LicensedUntil: isCounsellor ? Expiry() : null,
            isCrisis,
            home,
            Mode(luck),
            RemoteToo: luck.Happens(isCounsellor ? 0.6 : 0.3),
            Capacity: luck.Happens(0.75) ? 1 : 2,
            Team: null,
            Hours(luck),
            luck.Happens(0.7) ? new QuietHours(22 * 60, 7 * 60) : null,
            AlertsPerWeek: luck.Unit() switch { < 0.5 => 0, < 0.8 => 20, _ => 10 },
            Townships.TimeZone,
            Conflicts: []);
    }

    private static ImmutableArray<HeldSkill> CounsellorSkills(bool isCrisis, Luck luck, Func<DateTimeOffset?> expiry)
    {
        var skills = ImmutableArray.Create(new HeldSkill("counselling", luck.Whole(1, 3), expiry()), new HeldSkill("casework", luck.Whole(1, 3), null));
        return isCrisis ? skills.Add(new HeldSkill("crisis-intervention", luck.Whole(1, 3), expiry())) : skills;
    }

    private static TravelMode Mode(Luck luck) => luck.Unit() switch
    {
        < 0.6 => TravelMode.Car,
        < 0.75 => TravelMode.EBike,
        _ => TravelMode.Walk,
    };

    /// <summary>Retired people all day, office days, shifts of eight hours, weekends.</summary>
    private static Availability Hours(Luck luck)
    {
        var start = luck.Whole(0, 23) * 60;
        DayOfWeek[] week = Enum.GetValues<DayOfWeek>();
        var weekly = luck.Unit() switch
        {
            < 0.35 => week.Select(day => new WeeklyHours(day, 8 * 60, 20 * 60)),
            < 0.65 => week.Where(IsWorkday).Select(day => new WeeklyHours(day, 9 * 60, 17 * 60)),
            < 0.9 => week.Where(day => (int)day != start / 60 % 7).SelectMany(day => Shift(day, start)),
            _ => week.Where(day => !IsWorkday(day)).Select(day => new WeeklyHours(day, 9 * 60, 21 * 60)),
        };
        return new Availability([.. weekly], [], luck.Happens(0.2) ? [new Season(7, 10, 8, 20)] : []);
    }

    private static bool IsWorkday(DayOfWeek day) => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static IEnumerable<WeeklyHours> Shift(DayOfWeek day, int start)
    {
        var end = start + (8 * 60);
        yield return new WeeklyHours(day, start, Math.Min(end, Day));
        if (end > Day)
        {
            yield return new WeeklyHours((DayOfWeek)(((int)day + 1) % 7), 0, end - Day);
        }
    }

    private static GeoPoint Near(GeoPoint point, Luck luck)
    {
        var (north, east) = (luck.Normal() * ScatterMetres, luck.Normal() * ScatterMetres);
        return new GeoPoint(point.Lat + (north / MetresPerDegree), point.Lon + (east / (MetresPerDegree * Math.Cos(point.Lat * Math.PI / 180))));
    }
}
