using Dispatch.Runtime.Storage;

namespace Dispatch.Runtime.Tests.Storage;

public sealed class MemoryStateTests : StateConformance
{
    [Fact]
    public void Write_ToMemory_IsDoneAtOnce()
    {
        Assert.True(WriteAsync("at once", new Note()).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Read_OfAState_GivesACopyOfItsOwn()
    {
        var mine = await WriteAsync("copied", new Note("mine"));

        Assert.NotSame(mine.State, (await ReadAsync("copied")).State);
    }

    protected override Task PrepareAsync() => Task.CompletedTask;

    private protected override IStateDatabase Make(GroupCommitOptions options) => new MemoryStateDatabase();
}
