using System.Net;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Requests;

/// <summary>What a raise hides, and from whom.</summary>
public sealed class RaiseTests : IAsyncDisposable
{
    private readonly Product _product = new();

    [Fact]
    public async Task Raise_ToHighRisk_HidesTheRequestFromItsVolunteerBeforeTheirPhoneHasHeard()
    {
        using var resident = await _product.VisitAsync();
        using var volunteer = await _product.VisitAsync("volunteer7.zhuoda");
        using var coordinator = await _product.VisitAsync("coordinator.zhuoda");
        var offer = await Offers.ReceiveAsync(volunteer, resident, Needs.Escort());
        (await volunteer.PostAsync($"/api/offers/{offer.Id}/answer", new { answer = "accept" })).Ok();
        (await volunteer.GetAsync($"/api/requests/{offer.RequestId}")).Ok();

        var raised = await coordinator.PostAsync($"/api/requests/{offer.RequestId}/raise", new { to = "HighRisk", reason = "来电说想轻生" });
        raised.Status.ShouldBe(HttpStatusCode.NoContent);

        (await volunteer.GetAsync($"/api/requests/{offer.RequestId}")).ShouldBeRefused(HttpStatusCode.NotFound, "request.unknown");
    }

    public async ValueTask DisposeAsync() => await _product.DisposeAsync();
}
