using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Demo;
using Dispatch.Simulation.Chance;

namespace Dispatch.Simulation.Chaos.People;

/// <summary>Eight stations in six zones with their people, drawn from the seed.</summary>
/// <remarks>Two zones hold two stations; some lie so near a border that their people stand in two zones.</remarks>
internal static class Town
{
    private const string TimeZone = "Asia/Shanghai";
    private const int RadiusMetres = 6_000;
    private const double TwoPlaces = 0.25;
    private const double Crisis = 0.75;

    /// <summary>Each emergency tires two people for two hours; half as many again are there.</summary>
    private const double CounsellorsPerEmergency = 3;
    private const int FewestCounsellors = 6;

    private static readonly GeoPoint[] Centres =
    [
        new(30.25, 120.25), new(30.25, 120.75), new(30.75, 120.25), new(30.75, 120.75), new(31.25, 120.25), new(31.25, 120.75),
        new(30.40, 120.10), new(30.90, 120.90),
    ];

    public static ImmutableArray<StationFacts> Stations { get; } = [.. Centres.Select((centre, index) => Station(index + 1, centre))];

    public static ImmutableArray<ResponderProfile> People(ChaosSettings settings)
    {
        var emergencies = settings.Seconds * settings.Rate / settings.EmergencyEvery;
        var counsellors = Math.Max(FewestCounsellors, (int)Math.Ceiling(2 * emergencies * CounsellorsPerEmergency / Stations.Length));
        return
        [
            .. Stations.SelectMany(station => SyntheticVolunteers.Create(station, (settings.Volunteers + Stations.Length - 1) / Stations.Length, settings.Seed))
                .Select(volunteer => volunteer with { Capacity = new Luck(settings.Seed, volunteer.Id).Happens(TwoPlaces) ? 2 : 1 }),
            .. Stations.SelectMany(station => Enumerable.Range(1, counsellors).Select(number => Counsellor(station, number, settings.Seed))),
        ];
    }

    private static StationFacts Station(int number, GeoPoint centre)
    {
        string Id(int of) => string.Create(CultureInfo.InvariantCulture, $"station-{((of - 1) % Centres.Length) + 1}");
        var id = Id(number);
        return new StationFacts(
            id, $"站{number}", $"Station {number}", "SocialWorkStation", centre, RadiusMetres, TimeZone, $"head.{id}", $"coordinator.{id}",
            [Id(number + 1)], [], [], StationPolicy.Default);
    }

    private static ResponderProfile Counsellor(StationFacts station, int number, int seed)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"counsellor-{number:000}.{station.Id}");
        var luck = new Luck(seed, id);
        var isCrisis = luck.Happens(Crisis);
        var skills = ImmutableArray.Create(new HeldSkill("counselling", 2, null), new HeldSkill("casework", 2, null));
        return new ResponderProfile(
            id, ResponderKind.Counsellor, station.Id, id, isCrisis ? skills.Add(new HeldSkill("crisis-intervention", 2, null)) : skills, ["zh"],
            luck.Happens(0.5) ? Gender.Female : Gender.Male, Trained: true, LicensedUntil: null, isCrisis,
            new GeoPoint(station.Centre.Lat + luck.Between(-0.03, 0.03), station.Centre.Lon + luck.Between(-0.03, 0.03)),
            TravelMode.Car, RemoteToo: true, Capacity: 1, Team: null, Availability.None, Quiet: null, AlertsPerWeek: 0, TimeZone, Conflicts: []);
    }
}
