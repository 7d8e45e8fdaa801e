using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Tests.Matching;

/// <summary>Draws responders and requests from a seed, with every rule in play and many ties.</summary>
internal sealed class World(int seed, string zone)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 27, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] TimeZones = ["Asia/Shanghai", "Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin", "Nowhere/Land"];
    private static readonly ScoreWeights Even = new(0, 0, 0, 0, 0, 0, 0, 0, 4.8, 15, 25, 1.3);

    private readonly Random random = new(seed);
    private readonly GeoExtent extent = Zones.Extent(zone)!.Value;
    private readonly int skills = seed % 3 == 0 ? 40 : 4;
    private readonly double rules = new[] { 0, 0.05, 0.1, 0.3 }[seed % 4];

    public DateTimeOffset Moment() => Start.AddMinutes(random.Next(5 * 1_440));

    public ResponderCard Card(int number, long version = 1)
    {
        var isCounsellor = Chance(0.3);
        var profile = new ResponderProfile(
            $"p-{number}", isCounsellor ? ResponderKind.Counsellor : ResponderKind.Volunteer, $"s{random.Next(3)}", $"Name {number}", HeldSkills(),
            [.. Some("zh", "en", "yue")], (Gender)random.Next(3), Chance(0.7), isCounsellor && Chance(rules) ? Moment() : null, Chance(0.5), Place(),
            (TravelMode)random.Next(3), Chance(0.6), random.Next(1, 4), Chance(0.3) ? "t1" : null, Calendar(),
            Chance(rules) ? new(random.Next(1_440), random.Next(1_440)) : null, Chance(rules) ? random.Next(4) : 0, TimeZones[random.Next(TimeZones.Length)],
            Chance(rules / 2) ? ["r-1"] : [])
        {
            Competences = isCounsellor ? [.. Enum.GetValues<Population>().Where(_ => Chance(0.6))] : [],
        };
        return new ResponderCard(
            profile, Chance(0.6) ? Start : null, Place(), (TravelMode)random.Next(3), random.Next(0, 3),
            Chance(0.5) ? null : Start.AddHours(-random.Next(4) * 12),
            Chance(rules / 2) ? Moment() : null, random.Next(4), Chance(0.8) ? Calendars.WeekStart("Asia/Shanghai", Moment()) : null,
            random.Next(3) * 4, random.Next(3), random.Next(3), version, CaseWeight: isCounsellor && Chance(rules) ? random.Next(12) : 0)
            .Taking(Chance(rules * 2) ? random.Next(4) : 0, () => Moment());
    }

    public MatchQuery Query(DateTimeOffset now)
    {
        var isRemote = Chance(0.2);
        return new(
            "r-1", [.. Some("s0", "s1", "s2")], Chance(0.85) ? [ResponderKind.Volunteer, ResponderKind.Counsellor] : [(ResponderKind)random.Next(2)],
            Chance(0.8) ? RiskLevel.General : (RiskLevel)random.Next(3), Chance(0.05), Chance(0.2), Chance(0.3), Chance(0.05),
            AskedSkills(),
            Chance(0.6) ? ["zh"] : [.. Some("zh", "en", "yue", "hak").Take(1)], Chance(0.8) ? Gender.Any : (Gender)random.Next(3),
            Begin(now), random.Next(1, 8) * 30,
            isRemote && Chance(0.8) ? null : Place(), RadiusMetres: new[] { 1_000, 5_000, 20_000, 20_000 }[random.Next(4)], isRemote, Chance(0.2),
            Ids(6), Ids(3), Chance(0.05) ? Ids(90) : Ids(2), Ids(4), Chance(0.3) ? "t1" : null,
            new[] { ScoreWeights.Default, ScoreWeights.Default, Even, ScoreWeights.Default with { Load = -2 } }[random.Next(4)], Chance(0.15),
            OwnStation: Chance(0.3) ? "s1" : null, Patient: Chance(0.1), CaseCap: Chance(0.2) ? 6 : 0)
        {
            Populations = Chance(0.2) ? [.. Enum.GetValues<Population>().Where(_ => Chance(0.3))] : [],
        };
    }

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var all = items.ToArray();
        random.Shuffle(all);
        return all;
    }

    public int Next(int below) => random.Next(below);

    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>Mostly inside the zone and its margin, crowded towards one corner; a few far outside, many at the same spots.</summary>
    private GeoPoint Place()
    {
        if (Chance(0.03))
        {
            return new(random.NextDouble() * 180 - 90, random.NextDouble() * 360 - 180);
        }

        var width = extent.East - extent.West;
        var (north, east) = Chance(0.5)
            ? (random.NextDouble() * 1.4 - 0.2, random.NextDouble() * 1.4 - 0.2)
            : (random.Next(10) / 100.0, random.Next(10) / 100.0);
        return new(Math.Clamp(extent.South + north * 0.5, -90, 90), Geo.Turn(extent.West + east * width));
    }

    private DateTimeOffset Begin(DateTimeOffset now) => random.Next(4) switch
    {
        0 => now.AddMinutes(-10),
        1 => now.AddMinutes(random.Next(300)),
        2 => now.AddMinutes(random.Next(4_000)),
        _ => now,
    };

    private ImmutableArray<HeldSkill> HeldSkills() =>
    [
        .. Enumerable.Range(0, skills).Where(_ => Chance(0.6))
            .Select(skill => new HeldSkill($"k{skill}", random.Next(1, 4), Chance(rules / 2) ? Moment() : null)),
    ];

    private ImmutableArray<SkillLevel> AskedSkills() =>
    [
        .. Enumerable.Range(0, Chance(0.5) ? 0 : random.Next(3))
            .Select(_ => new SkillLevel($"k{random.Next(skills)}", Chance(0.7) ? 1 : random.Next(1, 4))),
    ];

    private Availability Calendar()
    {
        if (Chance(0.3))
        {
            return Availability.None;
        }

        var step = rules == 0 || Chance(0.8) ? 60 : 25;
        return new(
            [.. Enum.GetValues<DayOfWeek>().Where(_ => Chance(0.8)).Select(day => new WeeklyHours(day, random.Next(10) * step, 1_440 - random.Next(8) * step))],
            Chance(rules / 2) ? [new(new(2026, 3, 27 + random.Next(5)), Chance(0.4) ? null : 60, 1_440)] : [],
            Chance(rules / 3) ? [new(3, 28, 3, 29)] : [],
            PlannedOnly: Chance(rules));
    }

    private ImmutableArray<string> Ids(int most) => [.. Enumerable.Range(0, random.Next(most)).Select(_ => $"p-{random.Next(300)}")];

    private IEnumerable<string> Some(params string[] all) => Shuffled(all).Take(random.Next(1, all.Length + 1));
}
