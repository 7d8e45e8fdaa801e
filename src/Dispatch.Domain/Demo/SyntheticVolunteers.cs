using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Demo;

/// <summary>Invents volunteers of a station for load: as many as asked, always the same for the same seed.</summary>
public static class SyntheticVolunteers
{
    /// <summary>What stands before every such id, as in <c>syn-00001.zhuoda</c>.</summary>
    public const string IdPrefix = "syn-";

    // Seven in ten live around the centres of the areas, the others anywhere in the service circle.
    private const double ClusteredShare = 0.7;
    private const double ClusterSpreadMetres = 600;

    // One volunteer in ten is trained, as the sources say of volunteers at large.
    private const double TrainedShare = 0.1;

    private static readonly (string Code, int MaxLevel, double Share)[] PlainSkills =
    [
        ("companionship", 3, 1.0), ("household", 2, 0.4), ("phone-care", 2, 0.25), ("digital", 2, 0.2),
        ("first-aid", 2, 0.1), ("culture-arts", 3, 0.15), ("environment", 2, 0.15), ("emergency-support", 2, 0.1),
    ];

    private static readonly string[] TrainedSkills = ["elder-care", "rights-protection", "psychological-support", "casework", "group-work"];

    /// <summary>The first <paramref name="count"/> volunteers of that seed; a greater count only adds. Available when put on duty by hand.</summary>
    public static ImmutableArray<ResponderProfile> Create(StationFacts station, int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var volunteers = ImmutableArray.CreateBuilder<ResponderProfile>(count);
        for (var number = 1; number <= count; number++)
        {
            volunteers.Add(CreateOne(station, number, seed));
        }

        return volunteers.MoveToImmutable();
    }

    private static ResponderProfile CreateOne(StationFacts station, int number, long seed)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{number:D5}.{station.Id}");
        var dice = new Dice(seed, id);
        var mode = (TravelMode)dice.Pick(0, [0.3, 0.5, 0.2]);
        var trained = dice.Happens(1, TrainedShare);
        return new ResponderProfile(
            id,
            ResponderKind.Volunteer,
            station.Id,
            string.Create(CultureInfo.InvariantCulture, $"模拟志愿者{number:D5}"),
            DrawSkills(dice, mode, trained),
            DrawLanguages(dice),
            dice.Happens(2, 0.6) ? Gender.Female : Gender.Male,
            trained,
            LicensedUntil: null,
            CrisisQualified: false,
            DrawHome(station, dice),
            mode,
            RemoteToo: dice.Happens(3, 0.6),
            Capacity: 1,
            Team: null,
            Availability.None,
            new QuietHours(22 * 60, 7 * 60),
            AlertsPerWeek: 0,
            station.TimeZone,
            []);
    }

    private static GeoPoint DrawHome(StationFacts station, Dice dice) =>
        station.Areas.IsEmpty || !dice.Happens(10, ClusteredShare)
            ? Surroundings.Within(station.Centre, station.RadiusMetres, dice, 11)
            : Surroundings.Near(station.Areas[dice.Whole(13, 0, station.Areas.Length - 1)].Centre, ClusterSpreadMetres, dice, 14);

    private static ImmutableArray<HeldSkill> DrawSkills(Dice dice, TravelMode mode, bool trained)
    {
        var skills = ImmutableArray.CreateBuilder<HeldSkill>();
        for (var index = 0; index < PlainSkills.Length; index++)
        {
            var (code, most, share) = PlainSkills[index];
            if (dice.Happens(20 + (2 * index), share))
            {
                skills.Add(new HeldSkill(code, dice.Whole(21 + (2 * index), 1, most), ValidUntil: null));
            }
        }

        if (mode == TravelMode.Car)
        {
            skills.Add(new HeldSkill("driving", 1, ValidUntil: null));
        }

        for (var index = 0; trained && index < TrainedSkills.Length; index++)
        {
            skills.Add(new HeldSkill(TrainedSkills[index], dice.Whole(50 + index, 1, 2), ValidUntil: null));
        }

        return skills.ToImmutable();
    }

    private static ImmutableArray<string> DrawLanguages(Dice dice)
    {
        var languages = ImmutableArray.Create("zh");
        string[] further = ["nan-x-hainan", "lic", "yue", "hak", "en"];
        return dice.Happens(60, 0.4) ? languages.Add(further[dice.Whole(61, 0, further.Length - 1)]) : languages;
    }
}
