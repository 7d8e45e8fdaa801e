using Dispatch.Runtime.Storage.Postgres;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Grains.Hosting;

/// <summary>Applies what a database lacks of the schema before any hosted service, and so before the silo, starts.</summary>
internal sealed class SchemaAtStart(string connectionString) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var source = PostgresConnections.ForReads(connectionString);
        await PostgresConnections.MigrateAsync(source, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
