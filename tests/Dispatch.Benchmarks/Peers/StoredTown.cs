using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Dispatch.Benchmarks.Matching;
using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Matching;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;
using Dispatch.Domain.Triage;

namespace Dispatch.Benchmarks.Peers;

/// <summary>The dispatch-1 city in the product's own words, as rows of its store.</summary>
/// <remarks>
/// Requests begin now, not at an hour of the week: whoever would be free at the request's hour has hours all week, the others have one in three days and are
/// looked at and passed over as in the rivals. What is under way takes places: capacity 3 less the load. The second clearance is a skill of volunteers, as one
/// of counsellors would open a case. The rest is as in <see cref="DispatchOne"/>.
/// </remarks>
internal static class StoredTown
{
    public const string Station = "zhuoda";

    private const string SecondClearance = "clearance";

    private static readonly LanePolicy Lane = LanePolicy.Ordinary with { Batched = false, OffersPerWave = [1], RadiiMetres = [5_000, 10_000, 20_000] };

    public static StationFacts Facts { get; } = new(
        Station, "卓达", "Zhuoda", "SocialWorkStation", DispatchOne.Middle, 50_000, "UTC", "head.zhuoda", "coordinator.zhuoda", [], [], [],
        StationPolicy.Default with { Ordinary = Lane, Weights = DispatchOne.Weights });

    /// <summary>A service for each clearance that the city asks for.</summary>
    public static ServiceCatalogue Catalogue() => ServiceCatalogue.Parse(JsonSerializer.Serialize(new
    {
        version = 1,
        skills = Enumerable.Range(0, 24).Select(skill => $"s{skill}").Append(SecondClearance).Select(code => new { code, name = Wording(code), maxLevel = 1 }),
        languages = Enumerable.Range(0, 3).Select(language => new { tag = $"l{language}", name = Wording($"{language}") }),
        services = Enumerable.Range(0, 3).Select(clearance => new
        {
            code = Service(clearance), group = "contact", name = Wording($"{clearance}"), description = Wording("-"), level = "General",
            kinds = new[] { "Volunteer" }, skills = Array.Empty<object>(),
            training = clearance == 1 ? "Trained" : "None", minutes = 60, mode = "OnSite", otherMode = false, dataClass = "Service", psychological = false,
            companion = false, referralOnly = false, marker = "syn",
        }),
    }));

    /// <summary>Everybody who is available and has a place left.</summary>
    public static IEnumerable<Responder> People(int volunteers, DateTimeOffset now)
    {
        var always = new Availability([.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, 0, 1_440))], [], []);
        var another = new Availability([new WeeklyHours((DayOfWeek)(((int)now.DayOfWeek + 3) % 7), 0, 60)], [], []);
        return new DispatchOne().Available(volunteers).Where(card => card.Load < 3).Select(card => DutyRules.Enrol(null, card.Profile with
        {
            Capacity = 3 - card.Load,
            Kind = ResponderKind.Volunteer,
            CrisisQualified = false,
            LicensedUntil = null,
            Trained = card.Profile.Trained || card.Profile.CrisisQualified,
            Skills = card.Profile.CrisisQualified ? card.Profile.Skills.Add(new HeldSkill(SecondClearance, 1, null)) : card.Profile.Skills,
            Calendar = card.Profile.Calendar.Weekly.Any(hours => hours is { Day: DayOfWeek.Monday, FromMinute: 0 }) ? always : another,
        }));
    }

    /// <summary>The shards of the duty set that hold these people, by key; each of them then knows its own.</summary>
    public static Dictionary<string, DutyShard> Enter(List<Responder> people)
    {
        var shards = new Dictionary<string, DutyShard>();
        for (var from = 0; from < people.Count; from += SetLimits.EntriesPerShard)
        {
            var (key, to) = (ShardWalk.Key(Station, from / SetLimits.EntriesPerShard), Math.Min(people.Count, from + SetLimits.EntriesPerShard));
            for (var at = from; at < to; at++)
            {
                people[at] = people[at] with { DutySet = key };
            }

            var cards = people[from..to].Select(each => each.Card() with { Version = each.Entered }).OrderBy(card => card.Profile.Id, StringComparer.Ordinal);
            shards[key] = new DutyShard([.. cards]);
        }

        return shards;
    }

    /// <summary>Requests that were submitted and of which nobody has heard yet; those for whom there is nobody at all are left out, as nobody would come.</summary>
    public static List<Request> Requests(int count, IEnumerable<Responder> people, DateTimeOffset now, ServiceCatalogue catalogue)
    {
        var index = new ZoneIndex(DispatchOne.Zone);
        foreach (var responder in people)
        {
            index.Place(responder.Card());
        }

        return [.. new DispatchOne().Requests(count).Select((asked, number) => Stored(number, asked.Steps[0], now, catalogue)).Where(HasSomebody)];

        bool HasSomebody(Request request) =>
            MatchPlan.Queries(request, catalogue.Find(request.Need.Service)!, Facts, Lane.RadiiMetres.Length, now).Any(asked => !index.Rank(asked.Query, 1, now).IsEmpty);
    }

    private static Request Stored(int number, MatchQuery asked, DateTimeOffset now, ServiceCatalogue catalogue)
    {
        var service = catalogue.Find(Service(asked.CrisisOnly ? 2 : asked.TrainedOnly ? 1 : 0))!;
        var skills = asked.CrisisOnly ? asked.Skills.Add(new SkillLevel(SecondClearance, 1)) : asked.Skills;
        var need = new Need(
            "digest", service.Code, null, skills, asked.Languages, asked.Location, Exact: true, Area: null, Address: null, now, Minutes: 5, Gender.Any, Station,
            OutsideCircles: false, Remote: false, RespondersAsked: 1, Alias: null, Contact: null, Channel.Web, "resident", now, OpenShard: 0, RiskLevel.General, []);
        var submitted = SubmitRules.Create(Id(number), new Intake(need, Facts, service, new TriageOutcome(RiskLevel.General, Provisional: false, [])), openShard: 0);
        return submitted with { Version = 1 };
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"r{number}");

    private static string Service(int clearance) => $"d{clearance}";

    private static object Wording(string text) => new { zh = text, en = text };
}
