using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>One station, one clock and one request, told like a story.</summary>
internal sealed class Scene
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, "zhuoda");

    public static readonly GeoPoint Home = new(18.265, 109.517);

    public static readonly StationFacts Station = new(
        "zhuoda",
        "卓达",
        "Zhuoda",
        "SocialWorkStation",
        new GeoPoint(18.27, 109.522),
        6_000,
        "Asia/Shanghai",
        "head.zhuoda",
        "coordinator.zhuoda",
        ["fucheng"],
        ["fucheng"],
        [new AreaFacts("HI-SY-JY-ZD-DZ", "丹州社区", "Danzhou", Home)],
        StationPolicy.Default);

    public static readonly ServiceCatalogue Catalogue = DataFiles.Catalogue;

    public Scene(string service = "escort", Func<RequestDraft, RequestDraft>? draft = null)
    {
        var asked = new RequestDraft(service, Location: Home);
        var submit = new SubmitRequest(draft?.Invoke(asked) ?? asked, Actor.Resident, "digest");
        var intake = IntakeRules.Check(submit, Catalogue, DataFiles.Cues, [Station], Noon);
        Assert.Null(intake.Refused);
        Now = Noon;
        Request = SubmitRules.Create("r1", intake.Value!, openShard: 0);
        Service = intake.Value!.Service;
    }

    public Request Request { get; private set; }

    public ServiceType Service { get; }

    public DateTimeOffset Now { get; private set; }

    public Offer Offer(string responder) => Request.Offers.Last(o => o.ResponderId == responder);

    public Assignment Assignment(string responder) => Request.Assignments.Last(a => a.ResponderId == responder);

    public Scene Ask(params string[] volunteers) => Ask(ResponderKind.Volunteer, volunteers);

    public Scene Ask(ResponderKind kind, params string[] responders)
    {
        var ranked = responders.Select(id => Ranked(id, kind) with { CrisisQualified = Request.Level == RiskLevel.HighRisk });
        return To(OfferRules.Ask(Request, Math.Max(1, Request.Wave), ranked, Station, Now));
    }

    public Scene After(double seconds)
    {
        Now = Now.AddSeconds(seconds);
        return To(TimeRules.Elapse(Request, Station, Now));
    }

    public Scene Answer(string responder, Answer answer, DateTimeOffset? at = null, bool crisis = false, string? note = null) =>
        To(AnswerRules.Claim(Request, new ClaimOffer(Offer(responder).Id, responder, answer, note, at, crisis), Station, Now));

    public Scene Hold(string responder) =>
        To(AnswerRules.Acknowledge(Request, new AcknowledgeOffer(Offer(responder).Id, responder, true, null), Now));

    public Scene Raise(RiskLevel to) =>
        To(DangerRules.Raise(Request, new RaiseLevel(Coordinator, to, "words of intent"), Service, Station, Now));

    public Scene HandBack(string responder) => To(ProgressRules.HandBack(Request, new HandBack(responder, "ill"), Station, Now));

    public Scene Report(string responder, ProgressStep step) => To(ProgressRules.Report(Request, new ReportProgress(responder, step), Station, Now));

    public Scene To(Decision<Request> decision)
    {
        Assert.Null(decision.Refused);
        return To(decision.Next!);
    }

    public Scene To(Request next)
    {
        RequestInvariants.Hold(next);
        Request = next;
        return this;
    }

    public OfferVerdict Verdict(string responder) => AnswerRules.Verdict(Request, Offer(responder).Id, responder);

    public static Ranked Ranked(string id, ResponderKind kind) => new(id, kind, $"Name of {id}", Station.Id, 1, 500, 6, []);
}
