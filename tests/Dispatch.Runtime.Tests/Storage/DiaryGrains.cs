namespace Dispatch.Runtime.Tests.Storage;

/// <summary>A grain with two states, one of them in a storage of its own.</summary>
public interface IDiaryGrain : IGrainWithStringKey
{
    Task<string?> WriteAsync(string text);

    Task<string?> FailToWriteAsync(string text);

    Task WriteTwiceAtOnceAsync(string text);

    Task<string> ReadAsync();

    Task<int> ActivationsAsync();

    Task ForgetAsync();
}

[GrainType("diary")]
public sealed class DiaryGrain(
    [PersistentState("diary")] IPersistentState<Note> diary, [PersistentState("diary-count", "counts")] IPersistentState<Note> count) : Grain, IDiaryGrain
{
    private string readAtActivation = "";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        readAtActivation = diary.State.Text;
        count.State = count.State with { Count = count.State.Count + 1 };
        await count.WriteStateAsync(cancellationToken);
    }

    public async Task<string?> WriteAsync(string text)
    {
        diary.State = diary.State with { Text = text };
        await diary.WriteStateAsync();
        return diary.Etag;
    }

    public async Task<string?> FailToWriteAsync(string text)
    {
        try
        {
            await WriteAsync(text);
            return null;
        }
        catch (OrleansException)
        {
            return diary.State.Text;
        }
    }

    public async Task WriteTwiceAtOnceAsync(string text)
    {
        diary.State = diary.State with { Text = text + " begun" };
        var first = diary.WriteStateAsync();
        diary.State = diary.State with { Text = text };
        await Task.WhenAll(first, diary.WriteStateAsync(), diary.WriteStateAsync());
    }

    public Task<string> ReadAsync() => Task.FromResult($"{readAtActivation}|{diary.State.Text}|{diary.Etag}|{diary.RecordExists}");

    public Task<int> ActivationsAsync() => Task.FromResult(count.State.Count);

    public Task ForgetAsync() => diary.ClearStateAsync();
}

/// <summary>A grain whose base class holds its state.</summary>
public interface ITallyGrain : IGrainWithStringKey
{
    Task<int> AddAsync();
}

[GrainType("tally")]
public sealed class TallyGrain : Grain<Note>, ITallyGrain
{
    public async Task<int> AddAsync()
    {
        State = State with { Count = State.Count + 1 };
        await WriteStateAsync();
        return State.Count;
    }
}
