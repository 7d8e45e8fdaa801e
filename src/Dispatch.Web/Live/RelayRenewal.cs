using Dispatch.Web.Accounts;
using Dispatch.Web.Boards;
using Dispatch.Web.Chats;
using Dispatch.Web.Emergencies;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;
using Dispatch.Web.Responders;

namespace Dispatch.Web.Live;

/// <summary>
/// Renews what the relays follow every minute, far inside the five after which an actor forgets, and at once when silos come or go, since actors
/// then live elsewhere and know no follower. It also ends connections whose sign-in ended.
/// </summary>
internal sealed class RelayRenewal(
    BoardRelay boards, SharedBoardRelay shared, PhoneRelay phones, RequestRelay requests, NoticeRelay notices, ChatRelay chats, PagerRelay pagers,
    LiveConnections connections, SessionCheck check, ClusterChanges changes, TimeProvider clock, ILogger<RelayRenewal> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (isWhole, moved) = (true, false);
        try
        {
            while (true)
            {
                moved |= await changes.WaitAsync(isWhole ? Every : Soon, clock, stoppingToken);
                isWhole = await boards.RenewAsync(moved, stoppingToken)
                    & await shared.RenewAsync(moved, stoppingToken)
                    & await phones.RenewAsync(moved, stoppingToken)
                    & await requests.RenewAsync(moved, stoppingToken)
                    & await notices.RenewAsync(moved, stoppingToken)
                    & await chats.RenewAsync(moved, stoppingToken)
                    & await pagers.RenewAsync(moved, stoppingToken);
                moved &= !isWhole;
                await DropEndedSessionsAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task DropEndedSessionsAsync()
    {
        try
        {
            await connections.DropEndedSessionsAsync(check);
            await shared.EndUnsharedAsync();
        }
        catch (Exception fault) when (Faults.Refusal(fault).Code != RefusalCode.FaultInternal)
        {
            log.LogWarning("Whether the sign-ins of live connections still stand is asked again in a moment, after a {Fault}.", fault.GetType().Name);
        }
    }
}
