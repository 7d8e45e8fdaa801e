using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;
using Dispatch.Simulation.Checkers;
using Dispatch.Simulation.History;

namespace Dispatch.Grains.Tests.Simulation;

/// <summary>A short history in which every promise is kept: one volunteer is enrolled, one request is raised, offered and taken. Tests break it.</summary>
internal sealed class Tale
{
    public const string Station = "station-1";
    public const string Volunteer = "volunteer-1";
    public const string RequestId = "request-1";
    public const string OfferId = "request-1.1";

    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly ServiceCatalogue Catalogue =
        ServiceCatalogue.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "services.json")));

    public static readonly ResponderProfile Profile = new(
        Volunteer, ResponderKind.Volunteer, Station, Volunteer, [new HeldSkill("household", 1, null)], ["zh"], Gender.Any, Trained: false, LicensedUntil: null,
        CrisisQualified: false, new GeoPoint(20, 110), TravelMode.Walk, RemoteToo: false, Capacity: 1, Team: null,
        new Availability([new WeeklyHours(DayOfWeek.Monday, 0, 1_440)], [], []), Quiet: null, AlertsPerWeek: 0, "Asia/Shanghai", []);

    public static readonly OfferView View = new(
        OfferId, RequestId, OfferState.Pending, "home-help", RiskLevel.General, Lane.Ordinary, null, 500, 7, false, Noon, 60,
        [new SkillLevel("household", 1)], [], At(2), At(122), 1, []);

    public static readonly TaskView Task = new(
        RequestId, OfferId, AssignmentState.Accepted, true, "home-help", RiskLevel.General, Noon, 60, false,
        null, null, null, null, null, null, At(20), At(1_800));

    private static readonly Offer Pending = new(
        OfferId, 1, Volunteer, ResponderKind.Volunteer, Station, Volunteer, OfferState.Pending, 1, At(2), At(122), true,
        null, null, null, null, false, false, 500, 7, []);

    public static readonly Assignment Taken = new(
        OfferId, Volunteer, ResponderKind.Volunteer, Volunteer, AssignmentState.Accepted, true, 1, At(20), At(1_800), 7);

    public static readonly Request Submitted = new(
        RequestId,
        new Need("digest", "home-help", null, [new SkillLevel("household", 1)], [], new GeoPoint(20, 110), true, null, null, Noon, 60, Gender.Any,
            Station, false, false, 1, null, null, Channel.Web, "resident", Noon, 0, RiskLevel.General, []),
        1, RequestState.Submitted, RiskLevel.General, true, [], "coordinator", At(1_800),
        1, 1, 1, 0, At(1), false, [], 1, [], [], [], [], 1, [], null, null);

    public static readonly Request Offered = Submitted with
    {
        Version = 2,
        State = RequestState.Offered,
        MatchAt = null,
        Wave = 1,
        Offers = [Pending],
        NextOffer = 2,
    };

    public static readonly Request Assigned = Offered with
    {
        Version = 3,
        State = RequestState.Assigned,
        Offers = [Pending with { State = OfferState.Accepted }],
        Assignments = [Taken],
    };

    public static readonly Responder Enrolled = DutyRules.Enrol(null, Profile) with { DutySet = "station-1/0" };

    public static readonly Responder Holding = Enrolled with { Version = 2, Held = [new HeldOffer(View, At(3))] };

    public static readonly Responder Standing = Holding with { Version = 3, Held = [], Standing = [new StandingTask(View, Task, null)] };

    /// <summary>The happenings, in order. Replace one to break the tale.</summary>
    public List<Happening> Happenings { get; } =
    [
        new ResponderKept(At(-10), Volunteer, Enrolled),
        new DutyShardKept(At(-9), "station-1/0", new DutyShard([Enrolled.Card()])),
        new OpenShardKept(At(0), "station-1/0", new OpenShard([RequestId])),
        new RequestKept(At(1), RequestId, Submitted),
        new SubmitAcknowledged(At(1), RequestId),
        new RequestKept(At(2), RequestId, Offered),
        new ResponderKept(At(3), Volunteer, Holding),
        new RequestKept(At(20), RequestId, Assigned),
        new ResponderKept(At(20), Volunteer, Standing),
        new AnswerAcknowledged(At(20), Volunteer, RequestId, OfferId, Answer.Accept, OfferState.Accepted),
    ];

    /// <summary>The board two seconds after quiet.</summary>
    public BoardView Board { get; set; } = new(
        Station, "epoch", 9, At(22), false,
        [RequestViews.Row(Assigned, null)],
        [new BoardResponder(Volunteer, Volunteer, ResponderKind.Volunteer, false, null, null, TravelMode.Walk, 1, 1, false, null, 3)]);

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public Tale Replace<T>(int which, Func<T, Happening> by)
        where T : Happening
    {
        var place = Happenings.FindIndex(each => each is T && which-- == 0);
        Happenings[place] = by((T)Happenings[place]);
        return this;
    }

    /// <summary>The names of the promises that the checkers find broken.</summary>
    public IReadOnlyList<string> Broken()
    {
        var watch = new Watch(Catalogue);
        Happenings.ForEach(watch.See);
        watch.Still(new Stillness(At(22), new Dictionary<string, BoardView> { [Station] = Board }));
        watch.Drained(At(30));
        return [.. watch.Found.Select(violation => violation.Promise).Distinct()];
    }
}
