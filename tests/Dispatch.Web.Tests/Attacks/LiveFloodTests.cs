using System.Net.WebSockets;
using Dispatch.Web.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Shouldly;

namespace Dispatch.Web.Tests.Attacks;

/// <summary>Floods over the live hub.</summary>
public class LiveFloodTests
{
    [Fact]
    public async Task LiveConnection_ThatFloods_IsCutOffAndOthersAreNot()
    {
        await using var product = Limited();
        using var visitor = await product.VisitAsync();
        await using var quiet = await LiveClient.ConnectAsync(visitor);
        await using var flooder = await LiveClient.ConnectAsync(visitor);

        await Should.ThrowAsync<Exception>(async () =>
        {
            for (var call = 0; call < 2_000; call++)
            {
                await flooder.CallAsync("Unfollow", "nonsense");
            }
        });

        await quiet.CallAsync("Unfollow", "nonsense");
    }

    [Fact]
    public async Task LiveConnections_OfOneClient_AreBounded()
    {
        await using var product = Limited(("Dispatch:RateLimits:ConnectionsOpen", "3"));
        using var visitor = await product.VisitAsync();
        var open = new List<LiveClient>();
        for (var number = 0; number < 3; number++)
        {
            open.Add(await LiveClient.ConnectAsync(visitor));
            await open[^1].CallAsync("Unfollow", "nonsense");
        }

        await Should.ThrowAsync<WebSocketException>(async () =>
        {
            await using var one = await LiveClient.ConnectAsync(visitor);
            await one.CallAsync("Unfollow", "nonsense");
        });
        await open[0].CallAsync("Unfollow", "nonsense");
        foreach (var live in open)
        {
            await live.DisposeAsync();
        }
    }

    [Fact]
    public async Task LiveMessage_LargerThanAnyScreenSends_EndsTheConnection()
    {
        await using var product = Limited();
        using var visitor = await product.VisitAsync();
        await using var live = await LiveClient.ConnectAsync(visitor);

        var failure = await Should.ThrowAsync<Exception>(() => live.CallAsync("Unfollow", new string('x', 5_000)));

        failure.ShouldNotBeOfType<HubException>();
    }

    private static Product Limited(params (string Key, string Value)[] settings) =>
        new(Product.NewDirectory(), ownsData: true, [("Dispatch:RateLimits:Enabled", "true"), .. settings]);
}
