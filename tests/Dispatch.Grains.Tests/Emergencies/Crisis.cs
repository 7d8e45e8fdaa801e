using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Emergencies;

/// <summary>A town with two crisis-qualified counsellors on duty, and one emergency in it.</summary>
internal static class Crisis
{
    public static readonly Actor Head = new("head.zhuoda", Role.StationHead, Town.Station);

    public static async Task<Town> TownAsync(string? offDuty = null)
    {
        var town = await Town.FoundAsync();
        string[] people = offDuty is null ? ["c1", "c2"] : ["c1", "c2", offDuty];
        foreach (var id in people)
        {
            var counsellor = town.Cluster.Grains.GetGrain<ICounsellorGrain>(id);
            var profile = new ResponderProfile(
                id, ResponderKind.Counsellor, Town.Station, "Demo " + id, [new HeldSkill("counselling", 3, null), new HeldSkill("crisis-intervention", 3, null)], ["zh"],
                Gender.Any, true, null, true, Town.Centre, TravelMode.Car, true, 3, null, Availability.None, null, 0, "Asia/Shanghai", []);
            Assert.Null((await counsellor.EnrolAsync(profile)).Refused);
            Assert.Null((await counsellor.SetDutyAsync(new SetDuty(id != offDuty, null, null))).Refused);
        }

        await town.Cluster.UntilAsync(() => Roster(town).NowAsync(), watch => watch.Team.Length == 2 && watch.Qualified.Length == people.Length);
        return town;
    }

    public static async Task CryAsync(Town town, string id)
    {
        var draft = new RequestDraft("counselling", "我不想活了", Location: Town.Centre, Address: "丹州路1号", Remote: false);
        Assert.Null((await town.Request(id).SubmitAsync(new SubmitRequest(draft, Actor.Resident, "digest"))).Refused);
    }

    public static async Task SayAsync(Town town, string account, params PageStep[] steps)
    {
        foreach (var step in steps)
        {
            Assert.Null((await Emergency(town).AnswerAsync(new AnswerPage(Of(account), step))).Refused);
        }
    }

    /// <summary>The head sees to every danger that rings.</summary>
    public static async Task SeeToDangersAsync(Town town)
    {
        foreach (var alarm in (await Emergency(town).GetAsync(Head)).Value!.Alarms.Where(each => each is { Reason: PageReason.Danger, AnsweredAt: null }))
        {
            Assert.Null((await Emergency(town).AnswerAlarmAsync(new AnswerAlarm(Head, alarm.Number))).Refused);
        }
    }

    public static async Task<PageView> PageAsync(Town town, string account, Func<PageView, bool> wanted, TimeSpan pace = default) =>
        (await town.Cluster.UntilAsync(() => Pager(town, account).ListAsync(), list => list.Pages.Any(wanted), pace)).Pages.First(wanted);

    public static async Task<List<string>> Entries(Town town) =>
        [.. (await town.Cluster.Record.ReadAsync(Town.Station, 1, 200, CancellationToken.None)).Select(each => each.Action)];

    public static Actor Of(string account) => new(account, Role.Counsellor, Town.Station);

    public static IEmergencyGrain Emergency(Town town) => town.Cluster.Grains.GetGrain<IEmergencyGrain>("r1");

    public static IRosterGrain Roster(Town town) => town.Cluster.Grains.GetGrain<IRosterGrain>(Town.Station);

    public static IPagerGrain Pager(Town town, string account) => town.Cluster.Grains.GetGrain<IPagerGrain>(account);
}
