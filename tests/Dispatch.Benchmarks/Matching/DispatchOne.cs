using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Matching;

namespace Dispatch.Benchmarks.Matching;

/// <summary>The dispatch-1 city: 40 x 40 km, half of the people uniform, half in 20 clusters; drawn from the same seeds as every peer's.</summary>
/// <remarks>
/// Its terms in ours: skills at level 1; a language of three; weekly hours as the calendar; clearance 1 is trained, 2 a crisis-qualified
/// counsellor; capacity 3; load costs 800 m, that is ten minutes on foot at 4.8 km/h. Only those available stand in the index, as in the peers.
/// </remarks>
internal sealed class DispatchOne
{
    public const string Zone = "z36:219";
    private static readonly int[] StepsMetres = [5_000, 10_000, 20_000];

    public static readonly GeoPoint Middle = new(Lat0, Lon0);

    private const double Lon0 = 109.5;
    private const double Lat0 = 18.25;
    private const double HalfMetres = 20_000;
    private const double MetresPerDegree = 6_372_797.560856 * Math.PI / 180;
    private static readonly double[] LanguageShare = [0.9, 0.4, 0.15];
    private static readonly string[] Languages = ["l0", "l1", "l2"];
    public static readonly ScoreWeights Weights = new(1, 0, 0, 10, 0, 0, 0, 0, 4.8, 4.8, 4.8, 1);

    /// <summary>A Monday, midnight UTC: hour 0 of the week here.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly (double X, double Y)[] centres = new (double, double)[20];

    public DispatchOne()
    {
        var random = new SplitMix(42);
        for (var i = 0; i < centres.Length; i++)
        {
            centres[i] = ((random.Share() * 2 - 1) * 17_000, (random.Share() * 2 - 1) * 17_000);
        }
    }

    /// <summary>Where somebody lives and what is under way there.</summary>
    public readonly record struct Person(GeoPoint Place, int Load);

    /// <summary>By how much a distance on the globe may differ from the one in the rivals' plane, which is true at the city's middle only.</summary>
    public const double GlobeShare = 0.002;

    /// <summary>The score of all rivals: the distance in their plane, and 0.8 km for each task under way.</summary>
    public static double Km(Person person, GeoPoint place)
    {
        var x = (person.Place.Lon - place.Lon) * MetresPerDegree * Math.Cos(Lat0 * Math.PI / 180);
        var y = (person.Place.Lat - place.Lat) * MetresPerDegree;
        return (Math.Sqrt((x * x) + (y * y)) / 1_000) + (0.8 * person.Load);
    }

    public List<ResponderCard> Available(int volunteers) => Available(volunteers, []);

    /// <param name="volunteers">How many are drawn; about six in ten of them are available.</param>
    /// <param name="people">Gets all of them, in the order of their numbers.</param>
    public List<ResponderCard> Available(int volunteers, List<Person> people)
    {
        var random = new SplitMix(1_000UL + (ulong)volunteers);
        var cards = new List<ResponderCard>();
        for (var i = 0; i < volunteers; i++)
        {
            var place = Place(random);
            var skills = Enumerable.Range(0, 24).Where(_ => random.Share() < 0.15).Select(skill => new HeldSkill($"s{skill}", 1, null)).ToImmutableArray();
            var languages = Languages.Where((_, language) => random.Share() < LanguageShare[language]).ToImmutableArray();
            var hours = Enumerable.Range(0, 168).Where(_ => random.Share() < 0.30)
                .Select(hour => new WeeklyHours((DayOfWeek)((hour / 24 + 1) % 7), hour % 24 * 60, (hour % 24 + 1) * 60)).ToImmutableArray();
            var clearance = random.Share() switch { < 0.70 => 0, < 0.95 => 1, _ => 2 };
            var load = random.Below(4);
            people.Add(new(place, load));
            if (random.Share() < 0.60)
            {
                cards.Add(Card(i, place, skills, languages, hours, clearance, load));
            }
        }

        return cards;
    }

    /// <summary>Each request at its hour, once for every radius.</summary>
    public List<(MatchQuery[] Steps, DateTimeOffset Now)> Requests(int count)
    {
        var random = new SplitMix(7);
        var requests = new List<(MatchQuery[], DateTimeOffset)>(count);
        for (var i = 0; i < count; i++)
        {
            var place = Place(random);
            var (first, second) = (random.Below(24), -1);
            if (random.Share() < 0.5)
            {
                do
                {
                    second = random.Below(24);
                }
                while (second == first);
            }

            var language = random.Share() switch { < 0.7 => 0, < 0.9 => 1, _ => 2 };
            var now = Monday.AddHours(random.Below(168));
            var risk = random.Share() switch { < 0.80 => 0, < 0.95 => 1, _ => 2 };
            ImmutableArray<SkillLevel> skills = second < 0 ? [new($"s{first}", 1)] : [new($"s{first}", 1), new($"s{second}", 1)];
            var query = Query(i, place, skills, language, now, risk);
            requests.Add(([.. StepsMetres.Select(metres => query with { RadiusMetres = metres })], now));
        }

        return requests;
    }

    private static ResponderCard Card(
        int i, GeoPoint place, ImmutableArray<HeldSkill> skills, ImmutableArray<string> languages, ImmutableArray<WeeklyHours> hours, int clearance, int load)
    {
        var kind = clearance == 2 ? ResponderKind.Counsellor : ResponderKind.Volunteer;
        var profile = new ResponderProfile(
            $"v{i}", kind, "zhuoda", $"V {i}", skills, languages, Gender.Any, clearance >= 1, null, clearance == 2, place, TravelMode.Walk, false, 3, null,
            new(hours, [], []), null, 0, "UTC", []);
        return new(profile, null, place, TravelMode.Walk, load, null, null, 0, null, 0, 0, 0, 1);
    }

    private static MatchQuery Query(int i, GeoPoint place, ImmutableArray<SkillLevel> skills, int language, DateTimeOffset now, int risk) => new(
        $"r{i}", ["zhuoda"], [ResponderKind.Volunteer, ResponderKind.Counsellor], risk == 2 ? RiskLevel.HighRisk : RiskLevel.General,
        CrisisOnly: risk == 2, TrainedOnly: risk == 1, Companion: false, CaseData: false, skills, [Languages[language]],
        Gender.Any, now, 60, place, StepsMetres[0], false, false, [], [], [], [], null, Weights);

    private GeoPoint Place(SplitMix random)
    {
        double x;
        double y;
        if (random.Share() < 0.5)
        {
            (x, y) = ((random.Share() * 2 - 1) * HalfMetres, (random.Share() * 2 - 1) * HalfMetres);
        }
        else
        {
            var centre = centres[random.Below(20)];
            do
            {
                x = centre.X + 1_500 * random.Gauss();
                y = centre.Y + 1_500 * random.Gauss();
            }
            while (Math.Abs(x) > HalfMetres || Math.Abs(y) > HalfMetres);
        }

        return new(Lat0 + y / MetresPerDegree, Lon0 + x / (MetresPerDegree * Math.Cos(Lat0 * Math.PI / 180)));
    }
}
