using System.Collections.Concurrent;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Responders;

public class ResponderGrainTests
{
    [Fact]
    public async Task Offer_Accepted_IsCarriedOutAndLeavesNothingBehind()
    {
        await using var town = await Town.FoundAsync();
        var volunteer = await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");

        var accepted = await volunteer.AnswerAsync(new(offer.Id, Answer.Accept, null, null));
        var again = await volunteer.AnswerAsync(new(offer.Id, Answer.Accept, null, null));
        Assert.Equal((null, OfferState.Accepted), (accepted.Refused, accepted.Value!.State));
        Assert.Equal((null, OfferState.Accepted, null), (again.Refused, again.Value!.State, again.Value.Code));
        Assert.Single((await volunteer.GetAsync())!.Tasks);

        foreach (var step in new[] { ProgressStep.EnRoute, ProgressStep.OnSite, ProgressStep.Completed })
        {
            Assert.Null((await volunteer.ProgressAsync("r1", step)).Refused);
        }

        Assert.Null((await volunteer.ProgressAsync("r1", ProgressStep.Completed)).Refused);
        var view = (await volunteer.GetAsync())!;
        Assert.Empty(view.Tasks);
        Assert.Equal(("r1", AssignmentState.Completed), (view.Past[0].RequestId, view.Past[0].State));
        Assert.Equal(RequestState.Completed, (await town.Request("r1").GetAsync(Actor.System)).Value!.State);
    }

    [Fact]
    public async Task Offer_BeyondCapacity_IsRefusedAndNeverShown()
    {
        await using var town = await Town.FoundAsync();
        var volunteer = await town.VolunteerAsync("v1", capacity: 1);
        await town.RaiseAsync("r1");
        var held = await town.OfferAsync("v1", "r1");
        await town.RaiseAsync("r2");

        await volunteer.OfferAsync(new SendOffer(held with { Id = "r2-1", RequestId = "r2" }, Town.Query("r2"), ByHand: true));

        var view = await town.Cluster.UntilAsync(() => volunteer.GetAsync(), seen => seen is not null, TimeSpan.FromMilliseconds(100));
        Assert.Equal("r1", Assert.Single(view!.Offers).RequestId);
        Assert.Equal(RefusalCode.OfferUnknown, (await volunteer.AnswerAsync(new("r2-1", Answer.Accept, null, null))).Refused!.Code);
    }

    [Fact]
    public async Task Reservation_AfterTheOfferExpired_IsFreedByTheRequestsWord()
    {
        await using var town = await Town.FoundAsync();
        var volunteer = await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");
        await LoadAsync(town, "v1", 1);

        town.Cluster.Clock.Advance(offer.ExpiresAt - town.Cluster.Clock.GetUtcNow());
        await LoadAsync(town, "v1", 0);

        var late = await volunteer.AnswerAsync(new(offer.Id, Answer.Accept, null, null));
        Assert.Equal(RefusalCode.OfferLapsed, late.Refused!.Code);
        Assert.Equal(OfferState.Lapsed, late.Value!.State);
    }

    [Fact]
    public async Task Reservation_HeldWhenEverySiloDied_IsStillAnswerable()
    {
        await using var town = await Town.FoundAsync();
        await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");

        await town.Cluster.KillEverySiloAsync();

        Assert.Equal(OfferState.Accepted, (await town.Volunteer("v1").AnswerAsync(new(offer.Id, Answer.Accept, null, null))).Value!.State);
        Assert.Equal("v1", Assert.Single((await town.Request("r1").GetAsync(Actor.System)).Value!.Assignments).ResponderId);
    }

    [Fact]
    public async Task Task_OfACancelledRequest_VanishesFromThePhone()
    {
        await using var town = await Town.FoundAsync();
        var volunteer = await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");
        await volunteer.AnswerAsync(new(offer.Id, Answer.Accept, null, null));

        await town.Request("r1").CancelAsync(new(Actor.Resident, null));

        var view = await town.Cluster.UntilAsync(() => volunteer.GetAsync(), seen => seen!.Tasks.IsEmpty, TimeSpan.FromMilliseconds(50));
        Assert.Equal(AssignmentState.Withdrawn, view!.Past[0].State);
    }

    [Fact]
    public async Task Task_HandedBack_GoesToSomebodyElse()
    {
        await using var town = await Town.FoundAsync();
        var first = await town.VolunteerAsync("v1");
        await town.VolunteerAsync("v2", metresAway: 1_000);
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");
        await first.AnswerAsync(new(offer.Id, Answer.Accept, null, null));

        Assert.Equal(RefusalCode.ReasonRequired, (await first.HandBackAsync("r1", " ")).Refused!.Code);
        Assert.Null((await first.HandBackAsync("r1", "ill")).Refused);
        Assert.Null((await first.HandBackAsync("r1", "ill")).Refused);

        Assert.Equal("r1", (await town.OfferAsync("v2", "r1")).RequestId);
    }

    [Fact]
    public async Task Phone_ThatConnectsLate_IsToldOfPendingOffers()
    {
        await using var town = await Town.FoundAsync();
        var volunteer = await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");
        var phone = new Phone();

        await volunteer.ConnectAsync(town.Cluster.Grains.CreateObjectReference<IPhoneObserver>(phone));
        await town.Cluster.UntilAsync(() => Task.FromResult(phone.Received.Count), count => count == 1);
        await volunteer.AnswerAsync(new(offer.Id, Answer.Decline, null, null));
        await town.Cluster.UntilAsync(() => Task.FromResult(phone.Changed.Count), count => count == 1);

        Assert.Equal(offer.Id, Assert.Single(phone.Received).Id);
        Assert.Equal((OfferState.Declined, null), (Assert.Single(phone.Changed).State, phone.Changed.First().Code));
        GC.KeepAlive(phone);
    }

    [Fact]
    public async Task Enrolment_AtAStationThatIsNotKnown_IsRefused()
    {
        await using var town = await Town.FoundAsync();
        var profile = new ResponderProfile(
            "v1", ResponderKind.Volunteer, "nowhere", "Demo", [], [], Gender.Any, false, null, false, Town.Centre, TravelMode.Walk, false, 1, null,
            Availability.None, null, 0, "Asia/Shanghai", []);

        Assert.Equal(RefusalCode.StationUnknown, (await town.Volunteer("v1").EnrolAsync(profile)).Refused!.Code);
        Assert.Equal(RefusalCode.ResponderUnknown, (await town.Volunteer("v1").SetDutyAsync(new(true, null, null))).Refused!.Code);
    }

    private static async Task LoadAsync(Town town, string responder, int load) => await town.Cluster.UntilAsync(
        town.Board.GetAsync, view => view.Responders.Any(each => each.Id == responder && each.Load == load), TimeSpan.FromMilliseconds(50));

    private sealed class Phone : IPhoneObserver
    {
        public ConcurrentQueue<OfferView> Received { get; } = new();

        public ConcurrentQueue<OfferView> Changed { get; } = new();

        public void OfferReceived(string responderId, OfferView offer) => Received.Enqueue(offer);

        public void ChatStirred(string responderId, ChatStirring stirring)
        {
        }

        public void OfferChanged(string responderId, OfferView offer) => Changed.Enqueue(offer);
    }
}
