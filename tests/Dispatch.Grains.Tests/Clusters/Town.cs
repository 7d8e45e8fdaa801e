using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;

namespace Dispatch.Grains.Tests.Clusters;

/// <summary>One station with its people, and the things they do there.</summary>
internal sealed class Town(DispatchCluster cluster) : IAsyncDisposable
{
    /// <summary>What a resident of the town knows beside the code.</summary>
    public const string ContactEnd = "1234";

    public const string Station = "zhuoda";

    public static readonly GeoPoint Centre = new(18.270, 109.522);

    /// <summary>The zone that holds the centre.</summary>
    public const string Zone = "z36:219";

    public DispatchCluster Cluster => cluster;

    public IBoardGrain Board => cluster.Grains.GetGrain<IBoardGrain>(Station);

    public IZoneGrain Index => cluster.Grains.GetGrain<IZoneGrain>(Zone);

    public static async Task<Town> FoundAsync(StationPolicy? policy = null)
    {
        var town = new Town(await DispatchCluster.StartAsync());
        var facts = new StationFacts(
            Station, "卓达", "Zhuoda", "SocialWorkStation", Centre, 6_000, "Asia/Shanghai", "head.zhuoda", "coordinator.zhuoda", [], [],
            [new AreaFacts("dz", "丹州社区", "Danzhou", Centre)], policy ?? StationPolicy.Default);
        Assert.Null((await town.Cluster.Grains.GetGrain<IStationGrain>(Station).ConfigureAsync(facts)).Refused);
        return town;
    }

    public IVolunteerGrain Volunteer(string id) => cluster.Grains.GetGrain<IVolunteerGrain>(id);

    public IRequestGrain Request(string id) => cluster.Grains.GetGrain<IRequestGrain>(id);

    /// <summary>Enrols a volunteer a number of metres north of the centre and puts it on duty.</summary>
    public async Task<IVolunteerGrain> VolunteerAsync(string id, int metresAway = 100, int capacity = 1)
    {
        var home = new GeoPoint(Math.Round(Centre.Lat + metresAway / 111_195.0, 3), Centre.Lon);
        var profile = new ResponderProfile(
            id, ResponderKind.Volunteer, Station, "Demo " + id, [new HeldSkill("escort", 3, null)], ["zh"], Gender.Female, true, null, false,
            home, TravelMode.Walk, false, capacity, null, Availability.None, null, 0, "Asia/Shanghai", []);
        Assert.Null((await Volunteer(id).EnrolAsync(profile)).Refused);
        Assert.Null((await Volunteer(id).SetDutyAsync(new SetDuty(true, null, null))).Refused);
        await cluster.UntilAsync(() => Index.ExplainOneAsync(Query("nobody"), id), view => view is not null);
        return Volunteer(id);
    }

    /// <summary>Raises an escort request at the centre.</summary>
    public async Task<IRequestGrain> RaiseAsync(string id)
    {
        var draft = new RequestDraft("escort", Location: Centre, Contact: "1397600" + ContactEnd);
        Assert.Null((await Request(id).SubmitAsync(new SubmitRequest(draft, Actor.Resident, "digest"))).Refused);
        return Request(id);
    }

    /// <summary>Waits until the responder's phone shows an offer of the request; the clock moves meanwhile.</summary>
    public async Task<OfferView> OfferAsync(string responder, string request)
    {
        var offers = await cluster.UntilAsync(
            async () => await Volunteer(responder).OffersAsync(), all => all.Any(offer => offer.RequestId == request), TimeSpan.FromMilliseconds(10));
        return offers.First(offer => offer.RequestId == request);
    }

    /// <summary>What a request at the centre asks of the zone.</summary>
    public static MatchQuery Query(string request) => new(
        request, [Station], [ResponderKind.Volunteer], RiskLevel.General, false, false, false, false, [], ["zh"], Gender.Any,
        new DateTimeOffset(2026, 1, 7, 4, 0, 0, TimeSpan.Zero), 60, Centre, 20_000, false, false, [], [], [], [], null, ScoreWeights.Default);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
