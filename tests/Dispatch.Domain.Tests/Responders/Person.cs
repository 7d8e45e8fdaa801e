using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Tests.Responders;

/// <summary>One responder and one clock, told like a story.</summary>
internal sealed class Person
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 7, 4, 0, 0, TimeSpan.Zero);

    public static readonly GeoPoint Home = new(18.26512, 109.51749);

    public static readonly ResponderProfile Profile = new(
        "volunteer1.zhuoda",
        ResponderKind.Volunteer,
        "zhuoda",
        "Demo One",
        [new HeldSkill("escort", 2, null)],
        ["zh"],
        Gender.Female,
        Trained: false,
        LicensedUntil: null,
        CrisisQualified: false,
        Home,
        TravelMode.Walk,
        RemoteToo: false,
        Capacity: 2,
        Team: null,
        Availability.None,
        Quiet: null,
        AlertsPerWeek: 0,
        "Asia/Shanghai",
        Conflicts: []);

    public Person(Func<ResponderProfile, ResponderProfile>? profile = null)
    {
        Self = DutyRules.Enrol(null, profile?.Invoke(Profile) ?? Profile);
    }

    public Responder Self { get; private set; }

    public DateTimeOffset Now { get; private set; } = Noon;

    public OfferView? Pushed { get; private set; }

    public RefusalCode? Refused { get; private set; }

    public Person OnDuty(GeoPoint? at = null) => To(DutyRules.SetDuty(Self, new SetDuty(true, at, null), Now));

    public Person OffDuty() => To(DutyRules.SetDuty(Self, new SetDuty(false, null, null), Now));

    public Person After(TimeSpan span)
    {
        Now += span;
        return this;
    }

    public Person Asked(string offer, string? request = null, RiskLevel level = RiskLevel.General, bool byHand = false, SkillLevel? skill = null)
    {
        (var next, Refused) = OfferRules.Hold(Self, Send(offer, request ?? "r-" + offer, Now, level, byHand, skill), Now);
        return To(next);
    }

    public Person Hears(string offer, OfferState state, AssignmentState? task = null, RefusalCode? code = null, RiskLevel level = RiskLevel.General)
    {
        var view = task is { } at ? Task(offer, at, level) : null;
        var told = OfferRules.Apply(Self, new OfferVerdict(offer, state, code, view), Now);
        Pushed = told.Changed;
        return To(told.Next);
    }

    public Person Takes(string offer, RiskLevel level = RiskLevel.General) =>
        Asked(offer, level: RiskLevel.General).Hears(offer, OfferState.Accepted, AssignmentState.Accepted, level: level);

    public static SendOffer Send(
        string offer, string request, DateTimeOffset now, RiskLevel level = RiskLevel.General, bool byHand = false, SkillLevel? skill = null) => new(
        new OfferView(
            offer, request, OfferState.Pending, "escort", level, Lane.Ordinary, "area", 300, 4, false, now, 60, [], [], now, now.AddSeconds(120), 1, []),
        new MatchQuery(
            request, ["zhuoda"], [ResponderKind.Volunteer], level, false, false, false, false, skill is null ? [] : [skill], ["zh"], Gender.Any,
            now, 60, Home, 20_000, false, false, [Profile.Id], [], [], [], null, ScoreWeights.Default),
        byHand);

    public static TaskView Task(string offer, AssignmentState state, RiskLevel level = RiskLevel.General) => new(
        "r-" + offer, offer, state, false, "escort", level, Noon, 60, false, "area", Home, "2-301", "A.", "no number", "stairs", Noon, null);

    private Person To(Responder next)
    {
        Self = ResponderInvariants.Assert(next);
        return this;
    }
}
