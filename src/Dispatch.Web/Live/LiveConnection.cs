using System.Security.Claims;
using System.Threading.Channels;
using Dispatch.Contracts.Boards;
using Dispatch.Web.Emergencies;
using Dispatch.Web.Hosting;
using Dispatch.Web.Incidents;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Web.Live;

/// <summary>One browser on the hub: what it follows, and the bounded queue of pushes that wait for it.</summary>
/// <remarks>A connection that cannot keep up is closed: it fetches the whole when it returns, and holds up nobody meanwhile.</remarks>
internal sealed class LiveConnection
{
    private readonly Channel<Func<ILiveClient, Task>> _pushes;
    private readonly HubCallerContext _context;
    private readonly HashSet<(IRelay Relay, string Key)> _follows = [];

    public LiveConnection(HubCallerContext context, int pushesWaiting)
    {
        _context = context;
        Client = context.GetHttpContext() is { } http ? RateLimits.Client(http) : "local";
        _pushes = System.Threading.Channels.Channel.CreateBounded<Func<ILiveClient, Task>>(new BoundedChannelOptions(pushesWaiting) { SingleReader = true });
    }

    /// <summary>From where it came.</summary>
    public string Client { get; }

    public string Id => _context.ConnectionId;

    public ClaimsPrincipal User => _context.User ?? new ClaimsPrincipal();

    /// <summary>Queues a push; closes the connection when too many wait already.</summary>
    public void Push(Func<ILiveClient, Task> push)
    {
        if (!_pushes.Writer.TryWrite(push))
        {
            _context.Abort();
        }
    }

    /// <summary>Sends what is queued, in order, until the connection ends.</summary>
    public async Task PumpAsync(ILiveClient client)
    {
        try
        {
            await foreach (var push in _pushes.Reader.ReadAllAsync(_context.ConnectionAborted))
            {
                await push(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
    }

    /// <summary>Notes that this connection follows something; false when it does already.</summary>
    public bool Add(IRelay relay, string key)
    {
        lock (_follows)
        {
            return _follows.Add((relay, key));
        }
    }

    /// <summary>Forgets a follow; false when there was none.</summary>
    public bool Remove(IRelay relay, string key)
    {
        lock (_follows)
        {
            return _follows.Remove((relay, key));
        }
    }

    /// <summary>Whether it follows something.</summary>
    public bool Has(IRelay relay, string key)
    {
        lock (_follows)
        {
            return _follows.Contains((relay, key));
        }
    }

    /// <summary>What it asked to follow; its bell, whose size follows from the stations, its pager and its station's incidents do not count.</summary>
    public int Follows
    {
        get
        {
            lock (_follows)
            {
                return _follows.Count(each => each.Relay is not (NoticeRelay or PagerRelay or IncidentRelay));
            }
        }
    }

    /// <summary>Ends all it follows.</summary>
    public async Task LeaveAllAsync()
    {
        List<(IRelay Relay, string Key)> follows;
        lock (_follows)
        {
            follows = [.. _follows];
        }

        foreach (var (relay, key) in follows)
        {
            await relay.LeaveAsync(key, this);
        }
    }

    public void Abort() => _context.Abort();

    public void Complete() => _pushes.Writer.TryComplete();
}
