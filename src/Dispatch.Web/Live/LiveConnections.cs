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
    private readonly ConcurrentDictionary<string, int> _perClient = new();

    public int Count => _connections.Count;

    public LiveConnection Open(HubCallerContext context)
    {
        var connection = new LiveConnection(context, options.Value.Live.PushesWaiting);
        _connections[connection.Id] = connection;
        var open = _perClient.AddOrUpdate(connection.Client, 1, (_, count) => count + 1);
        if (options.Value.RateLimits is { Enabled: true } limits && open > limits.ConnectionsOpen)
        {
            connection.Abort();
        }

        _ = connection.PumpAsync(hub.Clients.Client(connection.Id));
        return connection;
    }

    public LiveConnection? Find(string id) => _connections.GetValueOrDefault(id);

    public LiveConnection? Close(string id)
    {
        if (!_connections.TryRemove(id, out var connection))
        {
            return null;
        }

        connection.Complete();
        var left = _perClient.AddOrUpdate(connection.Client, 0, (_, count) => count - 1);
        if (left == 0)
        {
            // Only as it stands: somebody may have come back meanwhile.
            _perClient.TryRemove(new KeyValuePair<string, int>(connection.Client, 0));
        }

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
