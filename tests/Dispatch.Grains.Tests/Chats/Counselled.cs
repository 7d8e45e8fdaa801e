using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Chats;

/// <summary>Counsellors of the town, and requests that they have in hand.</summary>
internal static class Counselled
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>A request for counselling that a counsellor has accepted.</summary>
    public static async Task<IChatGrain> AssignedAsync(Town town, string id, string counsellor)
    {
        await CounsellorAsync(town, counsellor);
        var draft = new RequestDraft("counselling", Location: Town.Centre, Contact: "1397600" + Town.ContactEnd, Remote: true);
        Assert.Null((await town.Request(id).SubmitAsync(new SubmitRequest(draft, Actor.Resident, "digest"))).Refused);
        await AssignAsync(town, id, counsellor);
        return town.Cluster.Grains.GetGrain<IChatGrain>(id);
    }

    public static async Task<Actor> AssignAsync(Town town, string id, string counsellor)
    {
        var person = await CounsellorAsync(town, counsellor);
        var offer = (await town.Cluster.UntilAsync(person.OffersAsync, all => all.Any(each => each.RequestId == id), Pace)).First(each => each.RequestId == id);
        Assert.Null((await person.AnswerAsync(new AnswerOffer(offer.Id, Answer.Accept, null, null))).Refused);
        return new Actor(counsellor, Role.Counsellor, Town.Station);
    }

    public static async Task<ICounsellorGrain> CounsellorAsync(Town town, string id)
    {
        var person = town.Cluster.Grains.GetGrain<ICounsellorGrain>(id);
        var profile = new ResponderProfile(
            id, ResponderKind.Counsellor, Town.Station, "Demo " + id, [new HeldSkill("counselling", 3, null), new HeldSkill("crisis-intervention", 3, null)], ["zh"],
            Gender.Female, true, null, true, Town.Centre, TravelMode.Walk, true, 3, null, Availability.None, null, 0, "Asia/Shanghai", []);
        Assert.Null((await person.EnrolAsync(profile)).Refused);
        Assert.Null((await person.SetDutyAsync(new SetDuty(true, null, null))).Refused);
        return person;
    }
}
