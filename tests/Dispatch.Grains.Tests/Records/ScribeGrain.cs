using Dispatch.Contracts.Records;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Tests.Records;

[Alias("test.scribe")]
public interface IScribeGrain : IGrainWithStringKey
{
    /// <summary>Commits a word and as many entries.</summary>
    [Alias("write")]
    Task WriteAsync(string word, int entries);

    [Alias("unrecorded")]
    Task<bool> HasUnrecordedAsync();

    /// <summary>How many drafts the row carries.</summary>
    [Alias("carried")]
    Task<int> CarriedAsync();

    [Alias("end")]
    Task EndAsync();
}

/// <summary>The least that records.</summary>
[GrainType("test-scribe")]
internal sealed class ScribeGrain([PersistentState("scribe")] IPersistentState<Stored<string>> store, TimeProvider clock)
    : RecordingGrain<string>(store), IScribeGrain
{
    public Task WriteAsync(string word, int entries) => CommitAsync(
        word,
        [
            .. Enumerable.Range(1, entries).Select(number => new RecordDraft(
                "zhuoda", clock.GetUtcNow(), "system", null, "test." + word, "test/" + Id, new Facets(Amount: number))),
        ]);

    public Task<bool> HasUnrecordedAsync() => Task.FromResult(HasUnrecorded);

    public Task<int> CarriedAsync() => Task.FromResult(Unrecorded?.Drafts.Length ?? 0);

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
