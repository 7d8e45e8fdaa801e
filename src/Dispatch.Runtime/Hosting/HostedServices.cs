using Dispatch.Runtime.Clustering;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Runtime.Hosting;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloHostedService(Silo silo) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => silo.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => silo.StopAsync(cancellationToken);
}

/// <summary>Starts and stops the client with its host.</summary>
internal sealed class ClientHostedService(ClientNode client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        client.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        client.Die();
        return Task.CompletedTask;
    }
}
