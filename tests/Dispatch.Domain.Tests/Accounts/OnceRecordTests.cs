using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Domain.Tests.Responders;

namespace Dispatch.Domain.Tests.Accounts;

public class OnceRecordTests
{
    private static readonly OnceOutcome Done = new(204, null, "\"7\"");
    private static readonly OnceRecords First = OnceRecords.None.Bind("key", "digest", Person.Noon);

    [Fact]
    public void Key_Finished_KeepsTheFirstOutcome()
    {
        var done = First.Finish("key", Done);

        Assert.Equal(Done, done.Find("key", Person.Noon.AddHours(23))!.Outcome);
        Assert.Same(done, done.Finish("key", new OnceOutcome(500)));
        Assert.Same(done, done.Release("key"));
    }

    [Fact]
    public void Key_AfterADay_IsForgotten()
    {
        Assert.Null(First.Find("key", Person.Noon.AddHours(24)));
        Assert.Empty(First.Forget(Person.Noon.AddHours(24)).Kept);
        Assert.Same(First, First.Forget(Person.Noon.AddHours(23)));
        Assert.Equal(["next"], First.Bind("next", "digest", Person.Noon.AddHours(24)).Kept.Select(each => each.Key));
    }

    [Fact]
    public void Key_OfACommandThatCameToNothing_IsFreeAgain() => Assert.Null(First.Release("key").Find("key", Person.Noon));

    [Fact]
    public void Keys_BeyondTheBoundOfARow_PushTheOldestOut()
    {
        var full = Enumerable.Range(0, OnceRecords.Most).Aggregate(First, (row, number) => row.Bind($"k{number}", "digest", Person.Noon));

        Assert.Equal(OnceRecords.Most, full.Kept.Length);
        Assert.Null(full.Find("key", Person.Noon));
        Assert.NotNull(full.Find("k0", Person.Noon));
    }
}
