using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts.Boards;
using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Stations;
using Dispatch.Grains.Storage;
using Dispatch.Records.Memory;
using Dispatch.Runtime.Simulation;
using Dispatch.Simulation.Checkers;
using Dispatch.Simulation.History;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Simulation.Staging;

/// <summary>A simulated cluster with its clock, its checkers and everybody who plays on it.</summary>
internal sealed class Stage
{
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.Parse(DataText("services.json"));
    private static readonly CueList Cues = CueList.Parse(DataText("cues.json"));

    private readonly StageOptions options;
    private readonly FaultLog faults;
    private bool isClosed;

    public Stage(StageOptions options)
    {
        this.options = options;
        Recorder = new Recorder(options.Keep);
        faults = new FaultLog(this);
        var simulation = new SimulationOptions { Start = options.Start, Patience = TimeSpan.FromDays(2) };
        options.Faults?.Invoke(simulation);
        Cluster = new SimulatedCluster(
            options.Seed, options.Silos, (_, silo) => SiloSetup.Configure(silo, options, Catalogue, Cues, Record, faults.NewFactory()), simulation);
        Cluster.Committed = See;
        for (var silo = 0; silo < options.Silos; silo++)
        {
            Touch(silo);
        }
    }

    public SimulatedCluster Cluster { get; }

    public Recorder Recorder { get; }

    /// <summary>The service record. Its salts follow from their subjects, so that two runs of one seed end with the same.</summary>
    public MemoryLedgerStore Record { get; } = new(subject => SHA256.HashData(Encoding.UTF8.GetBytes(subject)));

    public Watch Watch { get; } = new(Catalogue);

    public DateTimeOffset Now => Cluster.Time.GetUtcNow();

    /// <summary>A hash over everything that happened, bytes of the store included: two runs of one seed end with the same.</summary>
    public string Digest => Cluster.History.ToString();

    public IGrainFactory Grains => Cluster.GrainFactory;

    /// <summary>Told of every happening after the checkers have seen it.</summary>
    public event Action<Happening>? Happened;

    /// <summary>Does something at this moment of virtual time.</summary>
    public void At(DateTimeOffset at, Func<Task> act) => After(at - Now, act);

    /// <summary>Does something after so much virtual time.</summary>
    public void After(TimeSpan delay, Func<Task> act) =>
        Cluster.Schedule(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, () => isClosed ? Task.CompletedTask : act());

    /// <summary>From now on people do nothing more; what they have under way still comes to its end.</summary>
    public void Close() => isClosed = true;

    /// <summary>Calls once; the default when the call failed.</summary>
    public async Task<T?> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception fault)
        {
            faults.Judge(fault, "a call from outside");
            return default;
        }
    }

    /// <summary>Calls until there is an answer, as a client does that repeats with the same key; the default when it gives up.</summary>
    public async Task<T?> InsistAsync<T>(Func<Task<T>> call)
        where T : class
    {
        for (var attempt = 0; attempt < 12 && !isClosed; attempt++)
        {
            if (await TryAsync(call) is { } answer)
            {
                return answer;
            }

            await PauseAsync(TimeSpan.FromSeconds(Math.Min(10, 1 << attempt)));
        }

        return null;
    }

    public Task PauseAsync(TimeSpan time)
    {
        var passed = new TaskCompletionSource();
        Cluster.Schedule(time, passed.SetResult);
        return passed.Task;
    }

    /// <summary>Adds something to the history.</summary>
    public void Tell(Happening happening)
    {
        Recorder.Note(happening);
        Watch.See(happening);
        Happened?.Invoke(happening);
    }

    public IReadOnlyDictionary<string, BoardView> ReadBoards(IEnumerable<string> stations) => Cluster.Run(async () =>
    {
        var boards = new SortedDictionary<string, BoardView>(StringComparer.Ordinal);
        foreach (var station in stations)
        {
            boards[station] = await Grains.GetGrain<IBoardGrain>(station).GetAsync();
        }

        return (IReadOnlyDictionary<string, BoardView>)boards;
    });

    private static string DataText(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", name));

    private void See(Commit commit)
    {
        Recorder.Commit(commit);
        if (commit.State is IStored { Unrecorded: { } unrecorded })
        {
            Watch.Record.Committed(commit.Grain.ToString(), unrecorded.Drafts);
        }

        if (CommitReader.Read(commit) is { } happening)
        {
            Tell(happening);
        }
    }

    /// <summary>What a host does in the background: every silo touches the open sets.</summary>
    private void Touch(int silo) => Cluster.Schedule(TimeSpan.FromSeconds(options.TouchSeconds), async () =>
    {
        Touch(silo);
        if (Cluster.IsRunning(silo))
        {
            try
            {
                await Cluster.Services(silo).GetRequiredService<OpenSetToucher>().TouchAllAsync();
            }
            catch (Exception fault)
            {
                faults.Judge(fault, "touching the open sets");
            }
        }
    });
}
