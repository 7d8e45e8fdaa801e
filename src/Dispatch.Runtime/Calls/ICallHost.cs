namespace Dispatch.Runtime.Calls;

/// <summary>What runs calls: an activation, or the queue in front of an observer.</summary>
internal interface ICallHost
{
    object? Target { get; }

    TaskScheduler Scheduler { get; }

    Clustering.Node Node { get; }

    /// <summary>Runs on the host's scheduler when the call's method is done, before its caller learns of it.</summary>
    void Completed(Call call, Exception? fault);
}
