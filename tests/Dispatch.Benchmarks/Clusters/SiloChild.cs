using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Hosting;
using Dispatch.Records.Hosting;
using Dispatch.Runtime.Clustering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Dispatch.Benchmarks.Clusters;

/// <summary>A silo with all actors of the product, in a process of its own.</summary>
internal sealed class SiloChild : IAsyncDisposable
{
    public const string Name = "cluster-silo";
    private const string Ready = "ready";
    private const string Secret = "the secret of the benchmark";

    private readonly Process _process;

    private SiloChild(Process process) => _process = process;

    public static async Task<SiloChild> StartAsync(string database)
    {
        // The same program again, by the way in which this one was started.
        string[] own = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SiloChild).Assembly.Location] : [];
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. own, Name, database]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != Ready)
        {
        }

        return process.HasExited ? throw new InvalidOperationException("A silo of the benchmark did not start.") : new(process);
    }

    public static async Task<int> RunAsync(string database)
    {
        using var host = Silo(database);
        await host.StartAsync();
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
        return 0;
    }

    public static IHost Silo(string database)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(_ => ServiceCatalogue.Parse(Data("services.json")));
        builder.Services.AddSingleton(_ => CueList.Parse(Data("cues.json")));
        builder.Services.AddCareFiles(CareFiles.Read(Path.Combine(AppContext.BaseDirectory, "data"), null));
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Loopback, FreePort(), 0)
                .UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = ("Npgsql", database))
                .AddAdoNetGrainStorage("Default", storage => (storage.Invariant, storage.ConnectionString) = ("Npgsql", database))
                .UseAdoNetReminderService(table => (table.Invariant, table.ConnectionString) = ("Npgsql", database));
            Configure(silo.Services);
            silo.Services.AddDispatchGrains().AddRecords(database, dataPath: "");
        });
        return builder.Build();
    }

    public static IHost Client(string database)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client =>
        {
            client.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = ("Npgsql", database));
            Configure(client.Services);
        });
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Configure(IServiceCollection services)
    {
        services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("benchmark", "benchmark"));
        services.Configure<ClusterTransportOptions>(options => options.Secret = Secret);
    }

    private static string Data(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", file));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
