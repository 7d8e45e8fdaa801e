using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;

namespace Dispatch.Benchmarks.Ledger;

/// <summary>
/// A record of any size as a year of two busy stations would leave it: twelve entries for each request, spread over days, communities, services, levels and kinds
/// of responders. The same seed gives the same entries.
/// </summary>
internal sealed class RecordGenerator(int seed = 42)
{
    private static readonly DateTimeOffset Begin = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Stations = ["zhuoda", "fucheng"];
    private static readonly string[] Services = ["escort", "errand", "visit", "repair", "counselling", "translation", "meal", "activity"];
    private static readonly string[] Bands = ["0-17", "18-39", "40-59", "60-69", "70-79", "80-"];
    private static readonly string[] Channels = ["web", "phone", "station", "group"];

    private readonly Random _random = new(seed);
    private int _requests;

    /// <summary>The two ledgers.</summary>
    public static IReadOnlyList<string> Ledgers => Stations;

    /// <summary>The drafts of so many requests of one station, in the order of their moments.</summary>
    public ImmutableArray<CommittedDraft> Next(string station, int requests)
    {
        var drafts = new List<CommittedDraft>(requests * 12);
        for (var number = 0; number < requests; number++)
        {
            Request(station, drafts);
        }

        return [.. drafts];
    }

    private void Request(string station, List<CommittedDraft> drafts)
    {
        var id = $"{station}-{++_requests:D7}";
        var at = Begin.AddSeconds(_requests * 370.0 + _random.Next(300));
        var level = _random.Next(100) switch { < 80 => "general", < 95 => "serious", _ => "highRisk" };
        var kind = level == "general" && _random.Next(4) > 0 ? "volunteer" : "counsellor";
        var facets = new Facets(
            $"HI-SY-JY-{station[..2].ToUpperInvariant()}-{_random.Next(12):D2}", Services[_random.Next(Services.Length)], level,
            AgeBand: Bands[_random.Next(Bands.Length)], Channel: Channels[_random.Next(Channels.Length)]);
        var (first, second) = ($"{kind}{_random.Next(400)}.{station}", $"{kind}{_random.Next(400)}.{station}");
        var number = 0;

        Add(RecordActions.RequestSubmitted, "resident", Role.Resident, facets, 0);
        Add(RecordActions.OfferMade, "system", null, facets with { Responder = kind, With = "responder/" + first, Item = id + ".1", Amount = 1 }, 1);
        Add(RecordActions.RequestOffered, "system", null, facets, 0);
        Add(RecordActions.OfferDeclined, first, Role.Volunteer, facets with { Responder = kind, With = "responder/" + first, Item = id + ".1" }, 30);
        Add(RecordActions.OfferMade, "system", null, facets with { Responder = kind, With = "responder/" + second, Item = id + ".2", Amount = 2 }, 1);
        Add(
            RecordActions.OfferAccepted, second, Role.Volunteer,
            facets with { Responder = kind, With = "responder/" + second, Item = id + ".2", Amount = 20 + _random.Next(1_800) }, 40);
        Add(RecordActions.RequestAssigned, second, Role.Volunteer, facets, 0);
        Add(RecordActions.AssignmentEnRoute, second, Role.Volunteer, facets with { Responder = kind, With = "responder/" + second, Item = id + ".2" }, 60);
        Add(RecordActions.AssignmentOnSite, second, Role.Volunteer, facets with { Responder = kind, With = "responder/" + second, Item = id + ".2" }, 600);
        Add(RecordActions.AssignmentCompleted, second, Role.Volunteer, facets with { Responder = kind, With = "responder/" + second, Item = id + ".2", Amount = 55 }, 2_700);
        Add(RecordActions.RequestCompleted, second, Role.Volunteer, facets, 0);
        Add(_random.Next(20) == 0 ? RecordActions.RequestNotKept : RecordActions.RequestConfirmed, "resident", Role.Resident, facets, 3_600);

        void Add(string action, string actor, Role? role, Facets of, int seconds)
        {
            at = at.AddSeconds(seconds);
            drafts.Add(new CommittedDraft(
                $"request/{id}/{++number}",
                new RecordDraft(station, at, actor, role, action, "request/" + id, of, action == RecordActions.RequestSubmitted ? new string('a', 64) : null)));
        }
    }
}
