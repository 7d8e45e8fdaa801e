using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Emergencies;
using Shouldly;

namespace Dispatch.Domain.Tests.Emergencies;

/// <summary>One emergency and a clock; every state on the way is held against the invariants.</summary>
internal sealed class EmergencyScene
{
    public const string Head = "head.zhuoda";

    public static readonly DateTimeOffset Noon = new(2026, 1, 7, 4, 0, 0, TimeSpan.Zero);

    public static readonly EmergencyTimes Times = EmergencyTimes.Parse(DataFiles.Text("care/emergency.json"));

    public static readonly StationFacts Station = Requests.Scene.Station;

    public static readonly ImmutableArray<UnitFacts> Units =
        [new("police-post", UnitKind.Police, "派出所", "Police post"), new("health", UnitKind.HealthCentre, "卫生中心", "Health centre")];

    public static readonly OnWatch Watch = new("lead", Head, "c1", "c2", "expert", ["c1", "c3"], ["c1", "c3", "c4", "c5"]);

    public EmergencyScene(OnWatch? watch = null) => Held = Keep(OpeningRules.Open(News(1), Units, watch ?? Watch, Times, Noon));

    public Emergency Held { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; } = Noon;

    public static RequestNews News(long version, int attempt = 1, bool running = true, int dangers = 1, params TeamNews[] team) =>
        new("r1", version, attempt, Station.Id, "counselling", "dz", running, IsErased: false, [.. team], dangers, "coordinator.zhuoda");

    public static Actor Of(string account) => new(account, account == Head ? Role.StationHead : Role.Counsellor, Station.Id);

    public Called Row(string account) => Held.Find(account).ShouldNotBeNull(account);

    public PageView Page(string account) => EmergencyViews.Page(Held, Row(account));

    public EmergencyScene Say(string account, params PageStep[] steps)
    {
        foreach (var step in steps)
        {
            Apply(PageStepRules.Take(Held, account, step, Times, Now));
        }

        return this;
    }

    public Refusal Refused(string account, PageStep step) => PageStepRules.Take(Held, account, step, Times, Now).Refused.ShouldNotBeNull();

    public EmergencyScene Apply(Decision<Emergency> decision)
    {
        decision.Refused.ShouldBeNull();
        Held = Keep(decision.Next!);
        return this;
    }

    public EmergencyScene Hear(RequestNews news) => Apply(NewsRules.Hear(Held, news, Times, Now));

    /// <summary>Lets time pass, firing at every moment that is due.</summary>
    public EmergencyScene After(TimeSpan span)
    {
        var end = Now + span;
        while (PagingRules.NextAt(Held) is { } due && due <= end)
        {
            Now = due > Now ? due : Now;
            Held = Keep(PagingRules.Fire(Held, Times, Now));
        }

        Now = end;
        return this;
    }

    /// <summary>Nothing ran for a while; then everything due fires at once.</summary>
    public EmergencyScene Outage(TimeSpan span)
    {
        Now += span;
        Held = Keep(PagingRules.Fire(Held, Times, Now));
        return this;
    }

    /// <summary>The head sees to a danger that was spoken of again.</summary>
    public EmergencyScene SeeToDanger() => Apply(PageStepRules.AnswerAlarm(
        Held, new AnswerAlarm(Of(Head), Held.Alarms.Single(each => each is { Reason: PageReason.Danger, AnsweredAt: null }).Number), false, Now));

    public EmergencyScene StandDown(string by = Head, bool qualified = false) =>
        Apply(LeadRules.StandDown(Held, new StandDown(Of(by), Outcome.WithCounsellor, "平稳，家人在旁"), qualified, Times, Now));

    public EmergencyScene Reopen(RequestNews news, OnWatch? watch = null) => Apply(OpeningRules.Reopen(Held, news, Units, watch ?? Watch, Times, Now));

    public static TeamNews Member(string account, AssignmentState? state, bool qualified = true, string offer = "o1") =>
        new(account, qualified, Seen: false, state, offer);

    private Emergency Keep(Emergency next)
    {
        EmergencyInvariants.Hold(Held, next);
        return next.Version == 0 ? next with { Version = 1 } : next;
    }
}
