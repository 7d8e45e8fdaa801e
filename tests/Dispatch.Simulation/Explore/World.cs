using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Matching;
using Dispatch.Simulation.Chance;

namespace Dispatch.Simulation.Explore;

/// <summary>A small random world: some stations in several zones, a few dozen people.</summary>
internal sealed record World(int Silos, ImmutableArray<StationFacts> Stations, ImmutableArray<ResponderProfile> People, DateTimeOffset Start)
{
    private const double Degree = 111_195;
    private const string TimeZone = "Asia/Shanghai";

    public static World Make(int seed)
    {
        var luck = new Luck(seed, "world");
        // Whole days and hours of the year differ, so that calendars and quiet hours do.
        var start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddHours(luck.Whole(0, 24 * 60));
        var silos = luck.Whole(1, 3);
        var centres = Enumerable.Range(0, luck.Whole(2, 5)).Select(_ => new GeoPoint(20 + luck.Between(-0.3, 0.3), 110.5 + luck.Between(-0.3, 0.3))).ToList();
        var stations = centres.Select((centre, index) => Station(index, centre, centres, luck)).ToImmutableArray();
        var people = Enumerable.Range(1, luck.Whole(20, 60)).Select(number => Person(number, stations, start, luck)).ToImmutableArray();
        return new World(silos, stations, people, start);
    }

    public override string ToString() => $"a world of {Silos} silos, {Stations.Length} stations and {People.Length} people";

    /// <summary>A point within about this distance.</summary>
    public static GeoPoint Near(GeoPoint point, double metres, Luck luck) =>
        new(point.Lat + (luck.Normal() * metres / Degree), point.Lon + (luck.Normal() * metres / (Degree * Math.Cos(point.Lat * Math.PI / 180))));

    private static StationFacts Station(int index, GeoPoint centre, List<GeoPoint> centres, Luck luck)
    {
        var others = Enumerable.Range(0, centres.Count)
            .Where(other => other != index)
            .OrderBy(other => Geo.Metres(centres[other], centre))
            .Select(Name)
            .ToList();
        var policy = StationPolicy.Default with { NearestFirst = luck.Happens(0.2) };
        return new StationFacts(
            Name(index),
            Name(index),
            Name(index),
            "station",
            centre,
            luck.Whole(3_000, 15_000),
            TimeZone,
            $"head.{Name(index)}",
            $"coordinator.{Name(index)}",
            [.. others.Take(luck.Whole(0, 2))],
            luck.Happens(0.4) ? [others[0]] : [],
            [new AreaFacts(Name(index) + "-area", Name(index), Name(index), centre)],
            policy);
    }

    private static ResponderProfile Person(int number, ImmutableArray<StationFacts> stations, DateTimeOffset start, Luck luck)
    {
        var station = luck.Of(stations);
        var isCounsellor = luck.Happens(0.4);
        var isCrisis = isCounsellor && luck.Happens(0.6);
        DateTimeOffset? Expiry() => luck.Happens(0.3) ? start.AddMinutes(luck.Whole(-60, 240)) : null;
        string[] skills = isCounsellor
            ? ["counselling", "casework", "screening", "crisis-intervention", "psychological-support"]
            : ["household", "elder-care", "rights-protection", "culture-arts", "psychological-support", "group-work"];
        var id = string.Create(CultureInfo.InvariantCulture, $"{(isCounsellor ? "counsellor" : "volunteer")}-{number:00}");
        return new ResponderProfile(
            id,
            isCounsellor ? ResponderKind.Counsellor : ResponderKind.Volunteer,
            station.Id,
            id,
            [.. skills.Where(_ => luck.Happens(0.6)).Select(skill => new HeldSkill(skill, luck.Whole(1, 3), Expiry()))],
            luck.Happens(0.7) ? ["zh", "en"] : ["zh"],
            luck.Happens(0.5) ? Gender.Female : Gender.Male,
            Trained: luck.Happens(0.5),
            LicensedUntil: isCounsellor ? Expiry() : null,
            isCrisis,
            Near(station.Centre, 2_500, luck),
            luck.Of(Enum.GetValues<TravelMode>()),
            RemoteToo: luck.Happens(0.5),
            Capacity: luck.Whole(1, 3),
            Team: null,
            luck.Happens(0.6) ? Always : luck.Happens(0.5) ? Availability.None : OfficeHours,
            luck.Happens(0.3) ? new QuietHours(22 * 60, 7 * 60) : null,
            AlertsPerWeek: luck.Happens(0.7) ? 0 : luck.Whole(1, 6),
            TimeZone,
            Conflicts: []);
    }

    private static readonly Availability Always = new([.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, 0, 1_440))], [], []);

    private static readonly Availability OfficeHours = new([.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, 9 * 60, 17 * 60))], [], []);

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"station-{index + 1}");
}
