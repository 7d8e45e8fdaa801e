using System.Runtime.CompilerServices;

namespace Dispatch.Runtime.Calls;

/// <summary>A call of a method that returns no value.</summary>
public abstract class ActionCall : Call
{
    private AsyncTaskMethodBuilder _answer;

    internal Task Answer => _answer.Task;

    internal override object? Outcome => null;

    internal override Type? ResultType => null;

    private protected override void Publish() => _ = _answer.Task;

    internal override void AnswerFrom(Call copy) => AnswerWith(null);

    internal override void AnswerWith(object? outcome)
    {
        if (TryAnswer())
        {
            _answer.SetResult();
        }
    }

    internal override object? ResultOf(Task done) => null;

    internal override Task Completed(object? value) => CompletedTask;

    internal override Task Wrap(Task outer, Func<Task> inner) => outer;

    private protected override void SetResult(Task done)
    {
        if (HasCaller)
        {
            _answer.SetResult();
        }
    }

    private protected override void SetFault(Exception fault) => _answer.SetException(fault);
}
