using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Cases;

/// <summary>A station with counsellors: Mei and Lan are crisis-qualified, Yun is not.</summary>
internal sealed class Practice(Town town) : IAsyncDisposable
{
    public const string Mei = "mei";
    public const string Lan = "lan";
    public const string Yun = "yun";
    public const string Head = "head.zhuoda";

    private int _commands;

    public Town Town => town;

    public DispatchCluster Cluster => town.Cluster;

    public DateTimeOffset Now => Cluster.Clock.GetUtcNow();

    public static async Task<Practice> OpenAsync(params string[] counsellors)
    {
        var practice = new Practice(await Town.FoundAsync());
        foreach (var counsellor in counsellors)
        {
            await practice.EnrolAsync(counsellor, DateTimeOffset.MaxValue);
            Assert.Null((await practice.Counsellor(counsellor).SetDutyAsync(new SetDuty(true, null, null))).Refused);
        }

        return practice;
    }

    public ICounsellorGrain Counsellor(string id) => Cluster.Grains.GetGrain<ICounsellorGrain>(id);

    public ICaseGrain Case(string id) => Cluster.Grains.GetGrain<ICaseGrain>(id);

    /// <summary>A command id that was never used.</summary>
    public string Id() => $"command-{++_commands}";

    public static CareWorker As(string account) =>
        new(new Actor(account, account == Head ? Role.StationHead : Role.Counsellor, Town.Station));

    public async Task EnrolAsync(string id, DateTimeOffset licensedUntil) => Assert.Null((await Counsellor(id).EnrolAsync(new ResponderProfile(
        id, ResponderKind.Counsellor, Town.Station, "Demo " + id, [new HeldSkill("counselling", 3, null), new HeldSkill("crisis-intervention", 3, null)], ["zh"],
        Gender.Female, true, licensedUntil, id != Yun, Town.Centre, TravelMode.Car, true, 4, null, Availability.None, null, 0, "Asia/Shanghai", []))).Refused);

    /// <summary>A resident asks for counselling.</summary>
    public async Task<ICaseGrain> AskAsync(string id, bool danger = false)
    {
        var draft = new RequestDraft("counselling", "想找人说说话", Location: Town.Centre, Contact: "1397600" + Town.ContactEnd, RiskCue: danger);
        Assert.Null((await town.Request(id).SubmitAsync(new SubmitRequest(draft, Actor.Resident, "digest"))).Refused);
        return Case(id);
    }

    /// <summary>Waits until the case's row is as wanted; the clock moves meanwhile.</summary>
    public Task<CareRow?> RowAsync(string id, Func<CareRow, bool> wanted) =>
        Cluster.UntilAsync(() => Case(id).RowAsync(), row => row is not null && wanted(row), TimeSpan.FromMilliseconds(10));

    /// <summary>A request that one counsellor accepted, with its case open; the owner is whoever accepted.</summary>
    public async Task<(ICaseGrain Case, CareRow Row)> OpenedAsync(string id, bool danger = false)
    {
        var opened = await AskAsync(id, danger);
        var offer = await Cluster.UntilAsync(() => FirstOfferAsync(id), found => found is not null, TimeSpan.FromMilliseconds(10));
        var (who, offerId) = offer!.Value;
        Assert.Null((await Counsellor(who).AnswerAsync(new AnswerOffer(offerId, Answer.Accept, null, null))).Refused);
        return (opened, (await RowAsync(id, row => row.Owner is not null))!);
    }

    public async Task<CaseView> SeeAsync(string id, string account)
    {
        var seen = await Case(id).GetAsync(As(account));
        Assert.Null(seen.Refused);
        return seen.Value!;
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private async Task<(string Who, string OfferId)?> FirstOfferAsync(string request)
    {
        foreach (var who in new[] { Mei, Lan, Yun })
        {
            if ((await Counsellor(who).OffersAsync()).FirstOrDefault(each => each.RequestId == request) is { } offer)
            {
                return (who, offer.Id);
            }
        }

        return null;
    }
}
