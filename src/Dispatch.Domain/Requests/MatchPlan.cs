using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Matching;
using Dispatch.Domain.Privacy;

namespace Dispatch.Domain.Requests;

/// <summary>One question to one index.</summary>
public sealed record ZoneQuery(string Zone, MatchQuery Query);

/// <summary>Which indexes a wave asks, and what. Own station first, neighbour stations after the last radius; lenders' counsellors remotely.</summary>
public static class MatchPlan
{
    /// <summary>A start further ahead than this is dispatched in calm.</summary>
    public static readonly TimeSpan Calm = Gates.CalmAfter;

    /// <summary>Points for a counsellor whom the resident knows: more than all other terms together bring (ours).</summary>
    private const double ContinuityFirst = 100;

    /// <summary>How many waves there are before the coordinator acts. An emergency has a second one also where there is nobody else to ask.</summary>
    public static int Waves(Request request, StationFacts station)
    {
        var own = request.Need.Remote ? 1 : station.Policy.Of(request.Lane).RadiiMetres.Length;
        var waves = own + (station.Neighbours.IsDefaultOrEmpty ? 0 : 1);
        return request.Lane == Lane.Emergency ? Math.Max(2, waves) : waves;
    }

    /// <summary>Radius of a wave in metres; 0 for remote requests.</summary>
    public static int Radius(Request request, int wave, StationFacts station)
    {
        var radii = station.Policy.Of(request.Lane).RadiiMetres;
        return request.Need.Remote || wave < 1 ? 0 : radii[Math.Min(wave, radii.Length) - 1];
    }

    /// <summary>The questions of a wave. The widest possible is asked for by <paramref name="wave"/> beyond the last.</summary>
    public static ImmutableArray<ZoneQuery> Queries(Request request, ServiceType service, StationFacts station, int wave, DateTimeOffset now)
    {
        var own = Base(request, service, station, wave, now);
        var mayAsk = ConsentRules.MayAskNeighbours(request);
        var neighbours = mayAsk && wave >= Waves(request, station) && !station.Neighbours.IsDefaultOrEmpty ? station.Neighbours : [];
        var queries = ImmutableArray.CreateBuilder<ZoneQuery>();
        if (!own.Remote)
        {
            queries.Add(new ZoneQuery(Zones.KeyOf(own.Location!.Value), own with { Stations = [station.Id, .. neighbours] }));
        }

        if (own.Remote || request.Lane == Lane.Emergency)
        {
            queries.AddRange(Remotely(own, [station.Id, .. neighbours]));
        }

        if (mayAsk && own.Kinds.Contains(ResponderKind.Counsellor) && !station.BorrowsCounsellorsFrom.IsDefaultOrEmpty)
        {
            queries.AddRange(Remotely(own with { Kinds = [ResponderKind.Counsellor] }, [.. station.BorrowsCounsellorsFrom.Except(neighbours)]));
        }

        return queries.DrainToImmutable();
    }

    /// <summary>What a responder's own grain checks its truth against: everything but who else is asked and how far it is.</summary>
    public static MatchQuery ForOffer(Request request, Offer offer, ServiceType service, StationFacts station, DateTimeOffset now)
    {
        var remote = offer.DistanceMetres is null;

        // Whoever was chosen by hand was judged by the widest question.
        var asked = Base(request, service, station, offer.ByHand ? Waves(request, station) : offer.Wave, now);
        return asked with
        {
            Stations = [offer.StationId],
            Kinds = [offer.Kind],
            Excluded = [],
            Refused = [],
            // Nobody's actor hears of anybody else, and a volunteer's nothing of the person.
            Conflicts = request.Demand?.Bars(offer.ResponderId) == true ? [offer.ResponderId] : [],
            Populations = offer.Kind == ResponderKind.Counsellor ? asked.Populations : [],
            Remote = remote && request.Need.Remote,
            RadiusMetres = int.MaxValue,
        };
    }

    private static IEnumerable<ZoneQuery> Remotely(MatchQuery query, ImmutableArray<string> stations) =>
        stations.Distinct().Select(id => new ZoneQuery(Zones.RemoteKey(id), query with { Stations = [id], Remote = true, Location = null, RadiusMetres = 0 }));

    private static MatchQuery Base(Request request, ServiceType service, StationFacts station, int wave, DateTimeOffset now)
    {
        var need = request.Need;
        var high = request.Level == RiskLevel.HighRisk;
        var raised = request.Level > service.Level;
        var care = CareRules.IsCare(request.Level, service);
        var counsellorStands = request.Standing().Any(a => a.Kind == ResponderKind.Counsellor);
        return new MatchQuery(
            request.Id,
            [station.Id],
            Lanes.Kinds(service, request.Level, counsellorStands),
            request.Level,
            CrisisOnly: high,
            service.TrainedOnly,
            service.Companion,
            service.CaseData,
            // Above its own level a request needs a professional now, not the handiwork it began with.
            high || raised ? [] : need.Skills,
            // From the second wave of an emergency on, a counsellor without the language is better than nobody.
            high && wave > 1 ? [] : need.Languages,
            high && wave > 1 ? Gender.Any : need.Gender,
            need.StartsAt > now ? need.StartsAt : now,
            need.Minutes,
            need.Remote ? null : need.Position,
            Radius(request, wave, station),
            need.Remote,
            Calm: need.StartsAt > now + Calm,
            Excluded(request),
            request.Refused,
            Conflicts: request.Demand?.Conflicts ?? [],
            Continuity: care ? Known(request) : [],
            Team: null,
            care ? station.Policy.Weights with { Continuity = Math.Max(station.Policy.Weights.Continuity, ContinuityFirst) } : station.Policy.Weights,
            station.Policy.NearestFirst,
            OwnStation: station.Id,
            // Possible danger to life asks everybody who is qualified, however much they have.
            CaseCap: care && !high ? station.Policy.CaseCap : 0)
        {
            // The same of the competence for a population: whoever comes without it has the supervisor beside.
            Populations = care && !(high && wave > 1) ? request.Demand?.Populations ?? [] : [],
        };
    }

    /// <summary>Counsellors who had the request before and did not give it back: the resident knows them.</summary>
    private static ImmutableArray<string> Known(Request request) =>
    [
        .. request.Assignments
            .Where(a => a.Kind == ResponderKind.Counsellor && a.Attempt < request.Attempt && a.State == AssignmentState.Completed)
            .Select(a => a.ResponderId)
            .Distinct(),
    ];

    /// <summary>
    /// Who holds an offer or assignment, has not yet heard that one is over, or let one lapse in this cycle (an emergency asks those again).
    /// </summary>
    private static ImmutableArray<string> Excluded(Request request)
    {
        var emergency = request.Lane == Lane.Emergency;
        return
        [
            .. request.Offers
                .Where(o => o.State == OfferState.Pending || (!emergency && o.Number >= request.Cycle && o.State is OfferState.Lapsed or OfferState.Withdrawn))
                .Select(o => o.ResponderId)
                .Concat(request.Outbox.Where(item => item.Kind == OutboxKind.Withdraw).Select(item => item.ResponderId))
                .Concat(request.Assignments.Where(a => a.Attempt == request.Attempt && a.State != AssignmentState.Withdrawn).Select(a => a.ResponderId))
                .Distinct(),
        ];
    }
}
