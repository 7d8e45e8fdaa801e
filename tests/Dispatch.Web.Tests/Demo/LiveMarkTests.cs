using Dispatch.Web.Demo;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Shouldly;

namespace Dispatch.Web.Tests.Demo;

[Collection(ProductCollection.Name)]
public sealed class LiveMarkTests(Product product)
{
    [Fact]
    public async Task Show_WantedByTwoProcesses_IsGivenByOneUntilThatIsGone()
    {
        using var visitor = await product.VisitAsync();
        var grains = product.Services.GetRequiredService<IGrainFactory>();
        var clock = new MovedClock();
        var (one, other) = (new LiveMark(grains, clock), new LiveMark(grains, clock));

        (await one.TakeAsync(alone: false)).ShouldBeTrue();
        (await other.TakeAsync(alone: false)).ShouldBeFalse();
        clock.Advance(LiveMark.Lasts * 0.8);
        (await one.TakeAsync(alone: false)).ShouldBeTrue();
        clock.Advance(LiveMark.Lasts * 0.8);
        (await other.TakeAsync(alone: false)).ShouldBeFalse();
        (await other.IsLeftAsync(alone: false)).ShouldBeFalse();

        clock.Advance(LiveMark.Lasts);
        (await other.IsLeftAsync(alone: false)).ShouldBeTrue();
        (await other.TakeAsync(alone: false)).ShouldBeTrue();
        (await one.TakeAsync(alone: false)).ShouldBeFalse();
        (await one.TakeAsync(alone: true)).ShouldBeTrue();

        await one.EndAsync();
        (await other.IsLeftAsync(alone: true)).ShouldBeFalse();
    }
}
