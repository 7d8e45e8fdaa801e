using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Takes connections of other silos and of clients, each after its handshake.</summary>
internal sealed class SiloListener(
    Handshake handshake, ClusterTransportOptions options, TimeProvider time, ILoggerFactory logs, Func<WireConnection, Task> serve)
{
    /// <summary>Whoever has not proved anything yet may hold only so many connections.</summary>
    private const int MostStrangers = 64;

    private readonly ILogger _log = logs.CreateLogger("Orleans.Networking");
    private readonly ConcurrentDictionary<WireConnection, byte> _connections = new();
    private IConnectionListener? _listener;
    private int _strangers;

    public ICollection<WireConnection> Connections => _connections.Keys;

    /// <exception cref="OrleansConfigurationException">The port is taken, or the address is not this machine's.</exception>
    public async Task StartAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            var factory = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs);
            _listener = await factory.BindAsync(endpoint, cancellationToken);
        }
        catch (Exception failure) when (failure is AddressInUseException or System.Net.Sockets.SocketException)
        {
            throw new OrleansConfigurationException(
                $"The silo cannot listen on {endpoint}: {failure.Message}. Give each silo of a machine a port of its own.", failure);
        }

        _ = AcceptAsync(_listener);
    }

    /// <summary>Closes the port; connections go on.</summary>
    public ValueTask StopAsync() => _listener?.DisposeAsync() ?? default;

    /// <summary>Closes everything at once.</summary>
    public void Abort()
    {
        _ = StopAsync().AsTask();
        foreach (var connection in Connections)
        {
            connection.Abort();
        }
    }

    private async Task AcceptAsync(IConnectionListener listener)
    {
        while (await listener.AcceptAsync() is { } context)
        {
            if (Interlocked.Increment(ref _strangers) > MostStrangers)
            {
                Interlocked.Decrement(ref _strangers);
                context.Abort();
                await context.DisposeAsync();
            }
            else
            {
                _ = ServeAsync(context);
            }
        }
    }

    private async Task ServeAsync(ConnectionContext context)
    {
        WireConnection connection;
        try
        {
            connection = await GreetAsync(context);
        }
        catch (Exception failure)
        {
            _log.LogWarning("A connection from {Remote} was refused: {Reason}", context.RemoteEndPoint, failure.Message);

            // What was said to the other side should reach it before the connection ends.
            await context.Transport.Output.CompleteAsync();
            await context.DisposeAsync();
            return;
        }
        finally
        {
            Interlocked.Decrement(ref _strangers);
        }

        _connections[connection] = 0;
        try
        {
            await serve(connection);
        }
        catch (WireException broken)
        {
            _log.LogError("{Peer} broke the rules of the wire: {Reason}", connection.Peer, broken.Message);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }

    private async Task<WireConnection> GreetAsync(ConnectionContext context)
    {
        using var late = new CancellationTokenSource(options.ConnectTimeout * 2, time);
        var peer = await handshake.AcceptAsync(context.Transport, late.Token);
        return new(context, peer, options, time);
    }
}
