using Dispatch.Web.Accounts;
using Dispatch.Web.Boards;
using Dispatch.Web.Requests;
using Dispatch.Web.Responders;

namespace Dispatch.Web.Live;

/// <summary>Renews what the relays follow every minute, far inside the five after which an actor forgets, and ends connections whose sign-in ended.</summary>
internal sealed class RelayRenewal(
    BoardRelay boards, PhoneRelay phones, RequestRelay requests, LiveConnections connections, SessionCheck check, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await boards.RenewAsync(stoppingToken);
                await phones.RenewAsync(stoppingToken);
                await requests.RenewAsync(stoppingToken);
                await connections.DropEndedSessionsAsync(check);
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }
}
