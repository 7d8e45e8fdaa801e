using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Opens connections to silos.</summary>
internal sealed class Connector(Handshake handshake, ClusterTransportOptions options, TimeProvider time, ILoggerFactory logs) : IDisposable
{
    private readonly SocketConnectionContextFactory _contexts = new(new SocketConnectionFactoryOptions(), logs.CreateLogger("Orleans.Networking"));

    /// <summary>A connection with that silo and no other.</summary>
    /// <exception cref="HandshakeRejectedException">Who answered does not want this process, or is not the silo.</exception>
    /// <exception cref="SocketException">Nobody listens there, or the network does not lead there.</exception>
    /// <exception cref="TimeoutException">Nobody answered in time.</exception>
    public async Task<WireConnection> ConnectAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var socket = new Socket(silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        ConnectionContext? context = null;
        try
        {
            await socket.ConnectAsync(silo.Endpoint, either.Token).ConfigureAwait(false);
            context = _contexts.Create(socket);
            await handshake.ConnectAsync(context.Transport, silo, either.Token).ConfigureAwait(false);
            return new(context, silo, options, time);
        }
        catch (Exception failure)
        {
            socket.Dispose();
            if (context is not null)
            {
                context.Abort();
                await context.DisposeAsync().ConfigureAwait(false);
            }

            if (failure is OperationCanceledException && late.IsCancellationRequested)
            {
                throw new TimeoutException($"{silo} did not answer within {options.ConnectTimeout}.");
            }

            throw;
        }
    }

    public void Dispose() => _contexts.Dispose();
}
