using System.Collections.Concurrent;
using System.Diagnostics;
using Dispatch.Benchmarks.Ledger;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Hosting;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Dispatch.Records.Hosting;
using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Benchmarks.Peers;

/// <summary>
/// The whole dispatch of stored requests as one pair each: reserved, claimed and confirmed, then released, through request, zone and responder; every commit
/// durable on PostgreSQL before the next step.
/// </summary>
internal sealed class OwnDispatch : IPhoneObserver, IAsyncDisposable
{
    private const string Service = "bench";
    private const int WritersAtOnce = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly IHost _host;
    private readonly IGrainFactory _grains;
    private readonly string _database;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<(string Responder, OfferView Offer)>> _waiting = new();
    private readonly string[] _requests;
    private IPhoneObserver? _phone;
    private int _next = -1;
    private int _unanswered;
    private readonly PairSteps _steps = new();

    private OwnDispatch(IHost host, string database, string[] requests)
    {
        (_host, _database, _requests) = (host, database, requests);
        _grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>The medians of a pair's three steps since the last time, in milliseconds.</summary>
    public (double Offer, double Accept, double Complete) Steps() => _steps.Take();

    /// <summary>Requests that nobody could be found for.</summary>
    public int Unanswered => _unanswered;

    public static async Task<OwnDispatch> StartAsync(string database, int people, int requests, bool withRecord)
    {
        var (now, catalogue) = (DateTimeOffset.UtcNow, StoredTown.Catalogue());
        var responders = StoredTown.People(people, now).ToList();
        var asked = StoredTown.Requests(requests, responders, now, catalogue);
        await StoreAsync(database, responders, StoredTown.Enter(responders), asked);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(catalogue);
        builder.Services.AddSingleton(CueList.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "data", "cues.json"))));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: Service, clusterId: Service);
            silo.AddAdoNetGrainStorage("Default", storage => (storage.Invariant, storage.ConnectionString) = ("Npgsql", database));
            silo.Services.AddDispatchGrains();
            _ = withRecord ? silo.Services.AddRecords(database, "") : silo.Services.AddSingleton<ILedgerStore>(new NoRecord()).AddSingleton(new RecordKeeping(IsOff: true));
        });
        var host = builder.Build();
        await host.StartAsync();
        var own = new OwnDispatch(host, database, [.. asked.Select(each => each.Id)]);
        await own.GatherAsync(responders);
        return own;
    }

    /// <summary>So many callers, each with one pair after the other, for so long.</summary>
    /// <returns>Pairs per second, the 99th percentile of a pair, and the rows written for each.</returns>
    public async Task<(Pace Pace, double Rows)> RunAsync(int callers, TimeSpan time)
    {
        var (rows, clock) = (await RowsAsync(), Stopwatch.StartNew());
        var pairs = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => PairsAsync(clock, time))));
        var elapsed = clock.Elapsed;
        double[] all = [.. pairs.SelectMany(each => each).Order()];
        return (new(all.Length / elapsed.TotalSeconds, all.Length == 0 ? double.NaN : all[all.Length * 99 / 100]), (await RowsAsync() - rows) / (double)all.Length);
    }

    public void OfferReceived(string responderId, OfferView offer)
    {
        if (_waiting.TryRemove(offer.RequestId, out var waiting))
        {
            waiting.TrySetResult((responderId, offer));
        }
    }

    public void OfferChanged(string responderId, OfferView offer)
    {
    }

    public void ChatStirred(string responderId, ChatStirring stirring)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task<List<double>> PairsAsync(Stopwatch clock, TimeSpan time)
    {
        var milliseconds = new List<double>();
        while (clock.Elapsed < time)
        {
            var number = Interlocked.Increment(ref _next);
            if (number >= _requests.Length)
            {
                throw new InvalidOperationException($"All {_requests.Length} stored requests are used up; store more of them.");
            }

            var began = Stopwatch.GetTimestamp();
            if (await PairAsync(_requests[number]))
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return milliseconds;
    }

    private async Task<bool> PairAsync(string id)
    {
        var began = Stopwatch.GetTimestamp();
        var waiting = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = _grains.GetGrain<IRequestGrain>(id);
        await request.RedriveAsync(ShardWalk.Key(StoredTown.Station, 0), show: false, null);
        if (await Task.WhenAny(waiting.Task, Task.Delay(Patience)) != waiting.Task)
        {
            // Left alone it would look again, and keep somebody's place for a caller who has gone.
            _waiting.TryRemove(id, out _);
            Interlocked.Increment(ref _unanswered);
            await request.CancelAsync(new CancelRequest(Contracts.Actor.Resident, null));
            return false;
        }

        var (person, offer) = await waiting.Task;
        var offered = Stopwatch.GetTimestamp();
        var responder = Responder(person);
        Require((await responder.AnswerAsync(new AnswerOffer(offer.Id, Answer.Accept, null, null))).Refused);
        var accepted = Stopwatch.GetTimestamp();
        Require((await responder.ProgressAsync(id, ProgressStep.Completed)).Refused);
        _steps.Add(Stopwatch.GetElapsedTime(began, offered), Stopwatch.GetElapsedTime(offered, accepted), Stopwatch.GetElapsedTime(accepted));
        return true;
    }

    /// <summary>Everybody's phone is there, and every zone holds everybody.</summary>
    private async Task GatherAsync(List<Responder> responders)
    {
        Require((await _grains.GetGrain<IStationGrain>(StoredTown.Station).ConfigureAsync(StoredTown.Facts)).Refused);
        _phone = _grains.CreateObjectReference<IPhoneObserver>(this);
        await Parallel.ForEachAsync(responders, new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce }, async (each, _) =>
            await Responder(each.Profile.Id).ConnectAsync(_phone));
        foreach (var responder in responders)
        {
            foreach (var zone in DutyRules.ZonesNow(responder))
            {
                await PlaceAsync(_grains.GetGrain<IZoneGrain>(zone), responder.Card());
            }
        }

        // Waking actors see to what is due; what is measured begins when nothing is.
        for (var (before, now) = (-1L, await RowsAsync()); before != now; (before, now) = (now, await RowsAsync()))
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>A zone to which everybody who has just woken speaks at once takes no more for a moment.</summary>
    private static async Task PlaceAsync(IZoneGrain zone, ResponderCard card)
    {
        while (true)
        {
            try
            {
                await zone.PlaceAsync(card);
                return;
            }
            catch (LimitExceededException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    private IVolunteerGrain Responder(string id) => _grains.GetGrain<IVolunteerGrain>(id);

    /// <summary>A row's version counts its writes.</summary>
    private async Task<long> RowsAsync()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand("SELECT coalesce(sum(Version), 0)::bigint FROM OrleansStorage");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task StoreAsync(string connection, List<Responder> responders, Dictionary<string, DutyShard> shards, List<Domain.Requests.Request> requests)
    {
        await using var database = new PostgresStateDatabase(connection, Service, new GroupCommitOptions());
        await database.StartAsync(CancellationToken.None);
        var storage = new GrainStorage("Default", database, new JsonStateSerializer(), deleteOnClear: false);
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce };
        await Parallel.ForEachAsync(responders, sideBySide, async (each, _) =>
            await storage.WriteStateAsync("volunteer", GrainId.Create("volunteer", each.Profile.Id), new GrainState<Stored<Responder>>(new() { Value = each })));
        await Parallel.ForEachAsync(shards, sideBySide, async (each, _) =>
            await storage.WriteStateAsync("duty-set", GrainId.Create("duty-set", each.Key), new GrainState<Stored<DutyShard>>(new() { Value = each.Value })));
        await Parallel.ForEachAsync(requests, sideBySide, async (each, _) =>
            await storage.WriteStateAsync("request", GrainId.Create("request", each.Id), new GrainState<Stored<Domain.Requests.Request>>(new() { Value = each })));
    }

    private static void Require(Refusal? refused)
    {
        if (refused is { } why)
        {
            throw new InvalidOperationException($"{why.Code}: {why.Detail}");
        }
    }
}
