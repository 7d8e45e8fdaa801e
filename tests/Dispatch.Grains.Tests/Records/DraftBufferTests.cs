using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;
using Dispatch.Grains.Records;

namespace Dispatch.Grains.Tests.Records;

public class DraftBufferTests
{
    [Fact]
    public void Buffer_ThatIsFull_LeavesTheRestToTheirSources()
    {
        var buffer = new DraftBuffer();

        Assert.Empty(buffer.Add(Batch(1, RecordLimits.Buffered - 1), out var none));
        Assert.Empty(buffer.Add(Batch(RecordLimits.Buffered, RecordLimits.Buffered + 4), out var refused));

        Assert.Equal((0, 4), (none, refused));
        Assert.Equal(RecordLimits.Buffered, buffer.Count);
    }

    [Fact]
    public void Buffer_ToldAgainOfWhatItHolds_HoldsItOnce()
    {
        var buffer = new DraftBuffer();
        buffer.Add(Batch(1, 3), out _);
        buffer.Add(Batch(1, 4), out _);

        Assert.Equal(4, buffer.Count);
    }

    [Fact]
    public void Buffer_ToldAgainOfWhatWasAppended_KnowsIt()
    {
        var buffer = new DraftBuffer();
        buffer.Add(Batch(1, 3), out _);

        var told = Assert.Single(buffer.Appended(2));

        Assert.Equal(("test/s", 2), (told.Source, told.Numbers.Length));
        Assert.Equal([1L, 2L], buffer.Add(Batch(1, 3), out _).ToArray());
        Assert.Equal(1, buffer.Count);
    }

    [Fact]
    public void Buffer_WhoseMessagesOvertookEachOther_GivesThemInTheOrderOfTheirCommits()
    {
        var buffer = new DraftBuffer();
        buffer.Add(Batch(4, 5), out _);
        buffer.Add(Batch(1, 3), out _);

        Assert.Equal(["test/s/1", "test/s/2", "test/s/3", "test/s/4", "test/s/5"], buffer.Oldest(10).Select(draft => draft.CommitId));
    }

    private static RecordBatch Batch(int from, int to) => new(
        "test/s",
        [.. Enumerable.Range(from, to - from + 1).Select(number => new NumberedDraft(number, new RecordDraft(
            "zhuoda", DateTimeOffset.UnixEpoch, "system", null, "test.done", "test/s", Facets.None)))]);
}
