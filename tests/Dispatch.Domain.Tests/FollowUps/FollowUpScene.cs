using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.FollowUps;
using Shouldly;

namespace Dispatch.Domain.Tests.FollowUps;

/// <summary>A schedule and a clock that moves only when told.</summary>
internal sealed class FollowUpScene
{
    public static readonly FollowUpPlans Plans = FollowUpPlans.Parse(DataFiles.Text("care/follow-ups.json"));

    public static readonly DateTimeOffset Start = new(2037, 2, 20, 8, 0, 0, TimeSpan.Zero);

    public static readonly CareWorker Owner = Counsellor("c.owner");
    public static readonly CareWorker Head = new(new Actor("head", Role.StationHead, "fucheng"));
    public static readonly CareWorker Volunteer = new(new Actor("v.one", Role.Volunteer, "fucheng"));

    public FollowUpScene(RiskLevel level)
    {
        Now = Start;
        Schedule = FollowUpPlanning.Open(FollowUpPlanning.None("case-123456789", "head"), Plans.Of(level), "c.owner", "c.deputy", Now);
    }

    public FollowUpSchedule Schedule { get; set; }

    public DateTimeOffset Now { get; set; }

    public static CareWorker Counsellor(string name, DateTimeOffset? licensedUntil = null, bool crisis = false, string station = "fucheng") =>
        new(new Actor(name, Role.Counsellor, station), Profile(name, station) with { LicensedUntil = licensedUntil, CrisisQualified = crisis });

    private static ResponderProfile Profile(string name, string station) => new(
        name, ResponderKind.Counsellor, station, name, [], ["zh"], Gender.Any, true, null, false, new GeoPoint(22.7, 114), TravelMode.Walk, true, 5, null,
        Availability.None, null, 0, "Asia/Shanghai", []);

    public FollowUp Clock(int number) => Schedule.Find(number).ShouldNotBeNull();

    public Decision<FollowUpSchedule> TryTo(CareWorker worker, int number, ContactResult result, ContactWay way = ContactWay.Call) =>
        FollowUpRules.Try(Schedule, new RecordTry(worker, number, way, result), Plans.Of(Clock(number).Level), Now);

    public void Tried(CareWorker worker, int number, ContactResult result, ContactWay way = ContactWay.Call) =>
        Schedule = TryTo(worker, number, result, way).Next.ShouldNotBeNull();

    public IReadOnlyList<FollowUpAlert> Fire()
    {
        var (next, alerts) = FollowUpReminders.Fire(Schedule, Plans, Now);
        Schedule = next;
        return alerts;
    }

    public void Replan(RiskLevel level, bool met = false, bool lowered = false) =>
        Schedule = FollowUpPlanning.Replan(Schedule, Plans.Of(level), new Assessed("c.owner", "c.deputy", "c.assessor", met, lowered), Now);
}
