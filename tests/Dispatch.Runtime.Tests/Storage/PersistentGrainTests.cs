using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Dispatch.Runtime.Tests.Storage;

/// <summary>Persistent state as grains see it, in a running silo.</summary>
public sealed class PersistentGrainTests
{
    [Fact]
    public async Task State_Written_IsThereBeforeTheNextActivationBegins()
    {
        await using var cluster = await OneSilo.StartAsync(InMemory);
        var diary = cluster.Client.GetGrain<IDiaryGrain>("anna");

        Assert.Equal("||", (await diary.ReadAsync())[..2]);
        Assert.Equal("1", await diary.WriteAsync("monday"));
        await cluster.DeactivateAsync(GrainId.Create("diary", "anna"));

        Assert.Equal("monday|monday|1|True", await diary.ReadAsync());
        Assert.Equal(2, await diary.ActivationsAsync());
    }

    [Fact]
    public async Task State_OfTheBaseClass_IsKeptAsWell()
    {
        await using var cluster = await OneSilo.StartAsync(InMemory);
        var tally = cluster.Client.GetGrain<ITallyGrain>("anna");

        await tally.AddAsync();
        await cluster.DeactivateAsync(GrainId.Create("tally", "anna"));

        Assert.Equal(2, await tally.AddAsync());
    }

    [Fact]
    public async Task State_Forgotten_IsEmptyFromThenOn()
    {
        await using var cluster = await OneSilo.StartAsync(InMemory);
        var diary = cluster.Client.GetGrain<IDiaryGrain>("anna");
        await diary.WriteAsync("secret");

        await diary.ForgetAsync();
        await cluster.DeactivateAsync(GrainId.Create("diary", "anna"));

        Assert.Equal("||2|False", await diary.ReadAsync());
    }

    [Fact]
    public async Task Writes_AskedForAtOnce_FollowEachOtherAndShareOne()
    {
        await using var cluster = await OneSilo.StartAsync(InSqlite(out var folder));
        var diary = cluster.Client.GetGrain<IDiaryGrain>("anna");

        await diary.WriteTwiceAtOnceAsync("evening");

        Assert.Equal("|evening|2|True", await diary.ReadAsync());
        await cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Write_OverAnothersWrite_FailsAndTheNextCallReadsWhatIsStored()
    {
        await using var cluster = await OneSilo.StartAsync(InMemory);
        var diary = cluster.Client.GetGrain<IDiaryGrain>("anna");
        await diary.WriteAsync("mine");
        await WriteBesideAsync(cluster, "anna", "theirs", "1");

        await Assert.ThrowsAsync<InconsistentStateException>(() => diary.WriteAsync("mine again"));

        Assert.Equal("theirs|theirs|2|True", await diary.ReadAsync());
    }

    [Fact]
    public async Task Write_ThatFails_LeavesTheStateAsTheGrainSetIt()
    {
        await using var cluster = await OneSilo.StartAsync(InMemory);
        var diary = cluster.Client.GetGrain<IDiaryGrain>("anna");
        await diary.WriteAsync("mine");
        await WriteBesideAsync(cluster, "anna", "theirs", "1");

        Assert.Equal("unsaved", await diary.FailToWriteAsync("unsaved"));
    }

    [Fact]
    public async Task Silo_Killed_LeavesWhatItHadWrittenToTheOthers()
    {
        await using var cluster = await OneSilo.StartAsync(2, InMemory);
        var diaries = Enumerable.Range(0, 20).Select(n => cluster.Client.GetGrain<IDiaryGrain>($"person {n}")).ToArray();
        await Task.WhenAll(diaries.Select(diary => diary.WriteAsync("kept")));

        await cluster.KillSiloAsync(cluster.Silos[1]);

        Assert.All(await Task.WhenAll(diaries.Select(diary => diary.ReadAsync())), read => Assert.EndsWith("|kept|1|True", read, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silo_RestartedOnItsFile_FindsItsStates()
    {
        var configure = InSqlite(out var folder);
        await using (var before = await OneSilo.StartAsync(configure))
        {
            await before.Client.GetGrain<IDiaryGrain>("anna").WriteAsync("on disk");
        }

        await using (var after = await OneSilo.StartAsync(configure))
        {
            Assert.Equal("on disk|on disk|1|True", await after.Client.GetGrain<IDiaryGrain>("anna").ReadAsync());
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Storage_NotConfigured_IsNamedInTheFailure()
    {
        await using var cluster = await OneSilo.StartAsync(silo => silo.AddMemoryGrainStorageAsDefault());

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => cluster.Client.GetGrain<IDiaryGrain>("anna").ReadAsync());

        Assert.Contains("\"counts\"", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_OfAnUnknownKind_StopsTheStart()
    {
        var failure = await Assert.ThrowsAsync<OrleansConfigurationException>(
            () => OneSilo.StartAsync(silo => silo.AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = ("Oracle", "x"))));

        Assert.Contains("'Npgsql' or 'Microsoft.Data.Sqlite'", failure.Message, StringComparison.Ordinal);
    }

    private static void InMemory(ISiloBuilder silo) => silo.AddMemoryGrainStorageAsDefault().AddMemoryGrainStorage("counts");

    private static Action<ISiloBuilder> InSqlite(out DirectoryInfo folder)
    {
        var file = folder = Directory.CreateTempSubdirectory("dispatch-silo-");
        return silo => silo
            .Configure<ClusterOptions>(cluster => cluster.ServiceId = "suite")
            .AddAdoNetGrainStorageAsDefault(Configure)
            .AddAdoNetGrainStorage("counts", Configure);

        void Configure(AdoNetGrainStorageOptions options)
            => (options.Invariant, options.ConnectionString) = (Invariants.Sqlite, $"Data Source={file.FullName}/silo.db");
    }

    private static Task WriteBesideAsync(InProcessTestCluster cluster, string key, string text, string known)
        => cluster.GetSiloServiceProvider().GetRequiredService<IGrainStorage>()
            .WriteStateAsync("diary", GrainId.Create("diary", key), new GrainState<Note>(new Note(text), known));
}
