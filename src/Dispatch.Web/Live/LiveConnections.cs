using System.Collections.Concurrent;
using Dispatch.Contracts.Boards;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Live;

/// <summary>Every connection to this process's hub.</summary>
internal sealed class LiveConnections(IHubContext<LiveHub, ILiveClient> hub, IOptions<DispatchOptions> options)
{
    private readonly ConcurrentDictionary<string, LiveConnection> _connections = new();

    public int Count => _connections.Count;

    public LiveConnection Open(HubCallerContext context)
    {
        var connection = new LiveConnection(context, options.Value.Live.PushesWaiting);
        _connections[connection.Id] = connection;
        if (options.Value.RateLimits is { Enabled: true } limits && CountOf(connection.Client) > limits.ConnectionsOpen)
        {
            connection.Abort();
        }

        _ = connection.PumpAsync(hub.Clients.Client(connection.Id));
        return connection;
    }

    private int CountOf(string client) => _connections.Values.Count(each => each.Client == client);

    public LiveConnection? Find(string id) => _connections.GetValueOrDefault(id);

    public LiveConnection? Close(string id)
    {
        _connections.TryRemove(id, out var connection);
        connection?.Complete();
        return connection;
    }

    /// <summary>Closes connections whose sign-in no longer stands; a connection may outlive many calls.</summary>
    public async Task DropEndedSessionsAsync(SessionCheck check)
    {
        foreach (var connection in _connections.Values)
        {
            if (connection.User.Identity is { IsAuthenticated: true } && !await check.IsCurrentAsync(connection.User))
            {
                connection.Abort();
            }
        }
    }
}
