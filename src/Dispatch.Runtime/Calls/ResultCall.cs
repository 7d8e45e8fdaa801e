using System.Runtime.CompilerServices;

namespace Dispatch.Runtime.Calls;

/// <summary>A call of a method that returns a value.</summary>
public abstract class ResultCall<T> : Call
{
    private AsyncTaskMethodBuilder<T> _answer;
    private Task<T>? _done;
    private bool _published;

    /// <summary>The method's own task when it was done at once, else one that the call completes.</summary>
    internal Task<T> Answer => _published ? _answer.Task : _done ?? _answer.Task;

    internal override object? Outcome => _done!.Result;

    internal override Type? ResultType => typeof(T);

    private protected override void Publish()
    {
        _published = true;
        _ = _answer.Task;
    }

    internal override void AnswerFrom(Call copy)
    {
        if (TryAnswer())
        {
            _answer.SetResult(((ResultCall<T>)copy)._done!.Result);
        }
    }

    internal override void AnswerWith(object? outcome)
    {
        if (TryAnswer())
        {
            _answer.SetResult((T)outcome!);
        }
    }

    internal override object? ResultOf(Task done) => ((Task<T>)done).Result;

    internal override Task Completed(object? value) => FromResult((T)value!);

    internal override Task Wrap(Task outer, Func<Task> inner)
    {
        return Both();

        async Task<T> Both()
        {
            await outer;
            return await (Task<T>)inner();
        }
    }

    private protected override void SetResult(Task done)
    {
        _done = Unsafe.As<Task<T>>(done);
        if (_published)
        {
            _answer.SetResult(_done.Result);
        }
    }

    private protected override void SetFault(Exception fault) => _answer.SetException(fault);
}
