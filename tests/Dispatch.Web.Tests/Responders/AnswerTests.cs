using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Responders;

/// <summary>Answers that come to nothing, as the phone is told of them.</summary>
public sealed class AnswerTests : IAsyncDisposable
{
    private readonly Product _product = new();

    [Fact]
    public async Task Accept_AfterTheOffersTime_IsToldThatItLapsed()
    {
        using var resident = await _product.VisitAsync();
        using var volunteer = await _product.VisitAsync("volunteer7.zhuoda");
        var offer = await Offers.ReceiveAsync(volunteer, resident, Needs.Escort());

        _product.Clock.Advance(TimeSpan.FromMinutes(5));

        (await AcceptAsync(volunteer, offer.Id)).ShouldBeRefused(HttpStatusCode.Conflict, "offer.lapsed");
        (await AcceptAsync(volunteer, offer.Id)).ShouldBeRefused(HttpStatusCode.Conflict, "offer.lapsed");
    }

    [Fact]
    public async Task Accept_AfterTheResidentCalledOff_IsToldThatItWasWithdrawn()
    {
        using var resident = await _product.VisitAsync();
        using var volunteer = await _product.VisitAsync("volunteer7.zhuoda");
        var offer = await Offers.ReceiveAsync(volunteer, resident, Needs.Escort());

        (await resident.PostHelpAsync(offer.Code, "cancel", new { })).Status.ShouldBe(HttpStatusCode.NoContent);

        (await AcceptAsync(volunteer, offer.Id)).ShouldBeRefused(HttpStatusCode.Conflict, "offer.withdrawn");
    }

    [Fact]
    public async Task Accept_AfterAnotherAccepted_IsToldThatItIsTaken()
    {
        using var resident = await _product.VisitAsync();
        using var coordinator = await _product.VisitAsync("coordinator.zhuoda");
        using var first = await _product.VisitAsync("volunteer7.zhuoda");
        using var second = await _product.VisitAsync("volunteer8.zhuoda");
        var offer = await Offers.ReceiveAsync(first, resident, Needs.Escort());
        await using var phone = await LiveClient.ConnectAsync(second);
        await Offers.OnDutyAsync(second);
        await Offers.DispatchAsync(coordinator, offer.RequestId, "volunteer8.zhuoda");
        var other = await phone.NextAsync("OfferReceived", it => (string?)it["requestId"] == offer.RequestId);

        (await AcceptAsync(second, (string)other["id"]!)).Ok();

        (await AcceptAsync(first, offer.Id)).ShouldBeRefused(HttpStatusCode.Conflict, "offer.taken");
    }

    [Fact]
    public async Task Accept_OfAnotherPersonsOffer_IsUnknown()
    {
        using var resident = await _product.VisitAsync();
        using var holder = await _product.VisitAsync("volunteer7.zhuoda");
        using var other = await _product.VisitAsync("volunteer8.zhuoda");
        var offer = await Offers.ReceiveAsync(holder, resident, Needs.Escort());

        (await AcceptAsync(other, offer.Id)).ShouldBeRefused(HttpStatusCode.NotFound, "offer.unknown");

        (await AcceptAsync(holder, offer.Id)).Ok();
    }

    public async ValueTask DisposeAsync() => await _product.DisposeAsync();

    private static Task<Answer> AcceptAsync(Visitor volunteer, string offer) => volunteer.PostAsync($"/api/offers/{offer}/answer", new { answer = "accept" });
}
