using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Domain.Tests.Responders;

namespace Dispatch.Domain.Tests.Accounts;

public class OnceRecordTests
{
    private static readonly OnceRecord First = OnceRecord.Bind(null, "digest", Person.Noon);

    [Fact]
    public void Key_RepeatedWithTheSameBody_GivesTheRecordedAnswer()
    {
        var done = OnceRecord.Bind(First, "digest", Person.Noon.AddHours(23)).Finish(new OnceOutcome(201, "{}"));

        Assert.Equal(new OnceOutcome(201, "{}"), done.AnswerTo("digest").Value);
        Assert.Same(done, done.Finish(new OnceOutcome(500, null)));
    }

    [Fact]
    public void Key_RepeatedWithAnotherBody_IsRefusedUntilItIsForgotten()
    {
        Assert.Equal(RefusalCode.IdempotencyKeyReused, OnceRecord.Bind(First, "other", Person.Noon).AnswerTo("other").Refused!.Code);
        Assert.Null(OnceRecord.Bind(First, "other", Person.Noon.AddHours(24)).AnswerTo("other").Refused);
    }

    [Fact]
    public void Key_OfAnUnfinishedCommand_AnswersNothing() =>
        Assert.Equal(new Reply<OnceOutcome>(null, null), First.AnswerTo("digest"));

    [Fact]
    public void Answer_LargerThanItsBound_IsNotKept() =>
        Assert.Same(First, First.Finish(new OnceOutcome(200, new string('x', OnceRecord.MaxBody + 1))));
}
