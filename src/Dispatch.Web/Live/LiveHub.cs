using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Web.Accounts;
using Dispatch.Web.Boards;
using Dispatch.Web.Chats;
using Dispatch.Web.Duty;
using Dispatch.Web.Emergencies;
using Dispatch.Web.Hosting;
using Dispatch.Web.Incidents;
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
    LiveConnections connections, BoardRelay boards, SharedBoardRelay shared, PhoneRelay phones, RequestRelay requests, NoticeRelay notices, ChatRelay chats,
    PagerRelay pagers, DutyRelay rosters, IncidentRelay incidents,
    StationList stations, CaseCodes codes, RateLimits limits, IGrainFactory grains, IOptions<DispatchOptions> options) : Hub<ILiveClient>
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

            if (PagerRelay.Serves(Caller))
            {
                await pagers.JoinAsync(Caller.Account, connection);
            }

            if (IncidentRelay.Serves(Caller))
            {
                await incidents.JoinAsync(Caller.StationId!, connection);
            }

            foreach (var station in DutyRelay.Serves(Caller) ? await DutyApi.StationsOfAsync(Caller, stations) : [])
            {
                await rosters.JoinAsync(station, connection);
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

    /// <summary>The resident has the chat open; bells of it come. Answers the request's id, which they carry.</summary>
    [Needs("help.chat")]
    public async Task<string> Talk(string code)
    {
        if (!limits.TryTakeFollow(Context.GetHttpContext()))
        {
            throw Refused(RefusalCode.LimitRate);
        }

        if (codes.RequestId(code) is not { } id)
        {
            throw Refused(RefusalCode.RequestUnknown);
        }

        await OpenChatAsync(id, Actor.Resident);
        return id;
    }

    /// <summary>The resident has closed the chat.</summary>
    [Needs("help.chat")]
    public Task Untalk(string code) =>
        codes.RequestId(code) is { } id ? chats.LeaveAsync(ChatRelay.Key(id, Actor.Resident), Connection) : Task.CompletedTask;

    /// <summary>The resident is typing.</summary>
    [Needs("help.chat")]
    public Task TalkTyping(string code) =>
        codes.RequestId(code) is { } id && Connection.Has(chats, ChatRelay.Key(id, Actor.Resident))
            ? grains.GetGrain<IChatGrain>(id).TypingAsync(Actor.Resident)
            : Task.CompletedTask;

    /// <summary>A counsellor has the chat of a request open; bells of it come.</summary>
    [Needs("chat.use")]
    public Task Attend(string requestId) => CaseCodes.IsRequestId(requestId) ? OpenChatAsync(requestId, Caller) : throw Refused(RefusalCode.RequestUnknown);

    /// <summary>The counsellor has closed it.</summary>
    [Needs("chat.use")]
    public Task Unattend(string requestId) => chats.LeaveAsync(ChatRelay.Key(requestId, Caller), Connection);

    /// <summary>The counsellor is typing.</summary>
    [Needs("chat.use")]
    public Task AttendTyping(string requestId) =>
        Connection.Has(chats, ChatRelay.Key(requestId, Caller)) ? grains.GetGrain<IChatGrain>(requestId).TypingAsync(Caller) : Task.CompletedTask;

    /// <summary>Tells this connection when there are notices to read, of the own account and of what one supervises.</summary>
    [Needs("account.own")]
    public Task Hear() => notices.JoinAllAsync(Caller, Connection);

    /// <summary>The offer reached this phone.</summary>
    [Needs("offer.answer")]
    public Task Delivered(string offerId) => grains.Responder(Caller).DeliveredAsync(offerId, seen: false);

    /// <summary>The offer was on the screen.</summary>
    [Needs("offer.answer")]
    public Task Seen(string offerId) => grains.Responder(Caller).DeliveredAsync(offerId, seen: true);

    /// <summary>The page of an emergency reached this device.</summary>
    [Needs("emergency.answer")]
    public Task PageDelivered(string emergencyId) => PagedAsync(emergencyId, PageStep.Delivered);

    /// <summary>The page of an emergency was on the screen.</summary>
    [Needs("emergency.answer")]
    public Task PageSeen(string emergencyId) => PagedAsync(emergencyId, PageStep.Seen);

    private async Task PagedAsync(string emergencyId, PageStep step)
    {
        var refused = CaseCodes.IsRequestId(emergencyId)
            ? (await grains.GetGrain<IEmergencyGrain>(emergencyId).AnswerAsync(new AnswerPage(Caller, step))).Refused
            : new Refusal(RefusalCode.EmergencyUnknown, "No emergency of that id was ever opened.");
        if (refused is not null)
        {
            throw Refused(refused.Code);
        }
    }

    /// <summary>Asks first, so that who may not is told why.</summary>
    private async Task OpenChatAsync(string id, Actor who)
    {
        if ((await grains.GetGrain<IChatGrain>(id).ViewAsync(who, long.MaxValue)).Refused is { } refused)
        {
            throw Refused(refused.Code);
        }

        await chats.JoinAsync(ChatRelay.Key(id, who), Room());
    }

    private LiveConnection Connection => connections.Find(Context.ConnectionId) ?? throw Refused(RefusalCode.FaultInternal);

    private LiveConnection Room() =>
        Connection is { } connection && connection.Follows < options.Value.Live.FollowsPerConnection ? connection : throw Refused(RefusalCode.LimitRate);

    private static HubException Refused(RefusalCode code) => new(code.Wire());
}
