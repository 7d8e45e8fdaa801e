using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Requests;

public class WaitingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 7, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Tomorrow_NobodyThereYet_WaitsAndAsksWhoeverComesOnDuty()
    {
        await using var town = await Town.FoundAsync();
        await RaiseAsync(town, "r1", Noon.AddDays(1));
        var waiting = await SeenAsync(town, "r1", view => view.State != RequestState.Submitted);
        Assert.Equal((RequestState.Matching, Noon.AddHours(22)), (waiting.State, waiting.Deadline));

        await town.VolunteerAsync("v1");
        town.Cluster.Clock.Advance(TimeSpan.FromSeconds(60));

        var offer = await town.OfferAsync("v1", "r1");
        Assert.Equal(Noon.AddDays(1), offer.StartsAt);
    }

    [Fact]
    public async Task Tomorrow_AskedOfSomebodyBusyToday_IsOffered()
    {
        await using var town = await Town.FoundAsync();
        var volunteer = await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        var today = await town.OfferAsync("v1", "r1");
        Assert.Null((await volunteer.AnswerAsync(new(today.Id, Answer.Accept, null, null))).Refused);

        await RaiseAsync(town, "r2", Noon.AddDays(1));

        var planned = await town.OfferAsync("v1", "r2");
        Assert.Null((await volunteer.AnswerAsync(new(planned.Id, Answer.Accept, null, null))).Refused);
        Assert.Equal(2, (await volunteer.GetAsync())!.Tasks.Length);
    }

    [Fact]
    public async Task Tomorrow_InQuietHours_IsAskedOnceTheyEnd()
    {
        await using var town = await Town.FoundAsync();
        await EnrolAsync(town, "v1", new QuietHours(11 * 60, 12 * 60 + 5));
        await RaiseAsync(town, "r1", Noon.AddDays(1));
        var waiting = await SeenAsync(town, "r1", view => view.State != RequestState.Submitted);
        Assert.Equal(RequestState.Matching, waiting.State);

        town.Cluster.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("r1", (await town.OfferAsync("v1", "r1")).RequestId);
    }

    [Fact]
    public async Task Today_EverybodyJustBeingAskedByOthers_WaitsAndGetsWhoeverDeclines()
    {
        await using var town = await Town.FoundAsync();
        var volunteer = await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        var first = await town.OfferAsync("v1", "r1");
        await town.RaiseAsync("r2");

        var waiting = await SeenAsync(town, "r2", view => view.State != RequestState.Submitted);
        Assert.Equal(RequestState.Matching, waiting.State);
        await volunteer.AnswerAsync(new(first.Id, Answer.Decline, null, null));
        town.Cluster.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("r2", (await town.OfferAsync("v1", "r2")).RequestId);
    }

    private static async Task RaiseAsync(Town town, string id, DateTimeOffset startsAt)
    {
        var draft = new RequestDraft("escort", Location: Town.Centre, StartsAt: startsAt);
        Assert.Null((await town.Request(id).SubmitAsync(new SubmitRequest(draft, Actor.Resident, "digest"))).Refused);
    }

    private static async Task EnrolAsync(Town town, string id, QuietHours quiet)
    {
        var profile = new ResponderProfile(
            id, ResponderKind.Volunteer, Town.Station, "Demo " + id, [], ["zh"], Gender.Female, true, null, false, Town.Centre, TravelMode.Walk, false, 1, null,
            Availability.None, quiet, 0, "Asia/Shanghai", []);
        Assert.Null((await town.Volunteer(id).EnrolAsync(profile)).Refused);
        Assert.Null((await town.Volunteer(id).SetDutyAsync(new SetDuty(true, null, null))).Refused);
        await town.Cluster.UntilAsync(() => town.Index.ExplainOneAsync(Town.Query("nobody"), id), view => view is not null);
    }

    private static async Task<RequestView> SeenAsync(Town town, string id, Func<RequestView, bool> wanted) =>
        (await town.Cluster.UntilAsync(() => town.Request(id).GetAsync(Actor.System), reply => reply.Value is { } view && wanted(view), TimeSpan.FromMilliseconds(10))).Value!;
}
