using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Runtime.Clustering;
using Dispatch.Simulation.Chaos.Topology;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;

namespace Dispatch.Simulation.Chaos.People;

/// <summary>Enters the town as a client of the cluster, before any web process: they find stations and leave the demonstration's own out.</summary>
internal static class Founding
{
    public const string Admin = "admin";

    /// <summary>What stands in place of a hash at accounts that share the demonstration's password, so that a thousand sign-ins cost no hashing.</summary>
    private const string SharedHash = "demo:shared";
    private const int AtOnce = 64;
    private const int Tries = 5;

    public static async Task FoundAsync(Cluster cluster, ImmutableArray<StationFacts> stations, ImmutableArray<ResponderProfile> people)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = ("Npgsql", cluster.Database));
            client.Services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Cluster.Id, "communitycare"));
            client.Services.Configure<ClusterTransportOptions>(options => options.Secret = Cluster.Secret);
        });
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        foreach (var station in stations)
        {
            Require(await grains.GetGrain<IStationGrain>(station.Id).ConfigureAsync(station), station.Id);
        }

        Require(await grains.GetGrain<IAccountGrain>(Admin).PutAsync(Open(Admin, Role.Admin, null), ifStamp: null), Admin);
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, _) =>
        {
            var isCounsellor = person.Kind == ResponderKind.Counsellor;
            IResponderGrain grain = isCounsellor ? grains.GetGrain<ICounsellorGrain>(person.Id) : grains.GetGrain<IVolunteerGrain>(person.Id);
            Require(await ButInMotionAsync(() => grain.EnrolAsync(person)), person.Id);
            var account = Open(person.Id, isCounsellor ? Role.Counsellor : Role.Volunteer, person.StationId);
            Require(await ButInMotionAsync(() => grains.GetGrain<IAccountGrain>(person.Id).PutAsync(account, ifStamp: null)), person.Id);
        });
        await host.StopAsync();
    }

    /// <summary>The silos have only just met: a grain may move while it writes, and what a web process would answer with 503 is asked again.</summary>
    private static async Task<Reply> ButInMotionAsync(Func<Task<Reply>> command)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await command();
            }
            catch (InconsistentStateException) when (tries < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static Account Open(string name, Role role, string? station) => new(name, name, role, station, SharedHash, $"stamp of {name}", Demo: true);

    private static void Require(Reply reply, string id)
    {
        if (reply.Refused is { } refused)
        {
            throw new InvalidOperationException($"'{id}' was refused: {refused.Code} {refused.Detail}");
        }
    }
}
