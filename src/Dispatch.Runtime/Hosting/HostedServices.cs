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
internal sealed class ClientHostedService(ClientNode client, IEnumerable<StartupStep> steps, IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var step in steps.OrderBy(step => step.Stage))
        {
            await step.Run(services, cancellationToken);
        }

        client.Start();
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        client.Die();
        return Task.CompletedTask;
    }
}
