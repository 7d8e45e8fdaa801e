using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Requests;
using Dispatch.Web.Accounts;
using Dispatch.Web.Boards;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;
using Dispatch.Web.Responders;
using Dispatch.Web.Stations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Live;

/// <summary>Live pushes. Commands go by REST only, so that there is one way in.</summary>
[AllowAnonymous]
internal sealed class LiveHub(
    LiveConnections connections, BoardRelay boards, SharedBoardRelay shared, PhoneRelay phones, RequestRelay requests, StationList stations, CaseCodes codes,
    RateLimits limits, IGrainFactory grains, IOptions<DispatchOptions> options) : Hub<ILiveClient>
{
    private Actor Caller => Context.User?.Actor() ?? Actor.Resident;

    public override async Task OnConnectedAsync()
    {
        var connection = connections.Open(Context);
        try
        {
            if (Caller.IsResponder())
            {
                await phones.JoinAsync(PhoneRelay.Key(Caller), connection);
            }
        }
        catch
        {
            // The hub tells nobody that a connection ended which never began.
            connections.Close(connection.Id);
            throw;
        }
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (connections.Close(Context.ConnectionId) is { } connection)
        {
            await connection.LeaveAllAsync();
        }
    }

    /// <summary>Follows a station's board; for its staff, and without places and names for staff of a station that it is shared with.</summary>
    [Needs("board.read")]
    public async Task Watch(string stationId)
    {
        var (refused, isShared) = await BoardsApi.MayWatchAsync(Caller, stationId, stations);
        if (refused is not null)
        {
            throw Refused(refused.Code);
        }

        await (isShared ? shared.JoinAsync(stationId, Room()) : boards.JoinAsync(stationId, Room()));
    }

    /// <summary>Ends following a board.</summary>
    [Needs("board.read")]
    public async Task Unwatch(string stationId)
    {
        await boards.LeaveAsync(stationId, Connection);
        await shared.LeaveAsync(stationId, Connection);
    }

    /// <summary>Follows one request by its case code; the present view comes at once. Answers the request's id, which every push of it carries.</summary>
    [Needs("help.read")]
    public async Task<string> Follow(string code)
    {
        if (!limits.TryTakeFollow(Context.GetHttpContext()))
        {
            throw Refused(RefusalCode.LimitRate);
        }

        if (codes.RequestId(code) is not { } id || await grains.GetGrain<IRequestGrain>(id).HelpAsync() is null)
        {
            throw Refused(RefusalCode.RequestUnknown);
        }

        var connection = Room();
        await requests.JoinAsync(id, connection);

        // Read only after joining, so that no change falls between the view and the first push.
        if (await grains.GetGrain<IRequestGrain>(id).HelpAsync() is { } view)
        {
            connection.Push(client => client.RequestChanged(view, id));
        }

        return id;
    }

    /// <summary>Ends following a request.</summary>
    [Needs("help.read")]
    public Task Unfollow(string code) => codes.RequestId(code) is { } id ? requests.LeaveAsync(id, Connection) : Task.CompletedTask;

    /// <summary>The offer reached this phone.</summary>
    [Needs("offer.answer")]
    public Task Delivered(string offerId) => grains.Responder(Caller).DeliveredAsync(offerId, seen: false);

    /// <summary>The offer was on the screen.</summary>
    [Needs("offer.answer")]
    public Task Seen(string offerId) => grains.Responder(Caller).DeliveredAsync(offerId, seen: true);

    private LiveConnection Connection => connections.Find(Context.ConnectionId) ?? throw Refused(RefusalCode.FaultInternal);

    private LiveConnection Room() =>
        Connection is { } connection && connection.Follows < options.Value.Live.FollowsPerConnection ? connection : throw Refused(RefusalCode.LimitRate);

    private static HubException Refused(RefusalCode code) => new(code.Wire());
}
