using Dispatch.Runtime.Activations;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.Simulation;

/// <summary>Turns in the queue of the simulation.</summary>
internal sealed class SimulatedTurns(EventQueue events, SimulationHistory history, SimulationOptions options, Random random, TaskScheduler outside)
    : TurnScheduler
{
    public override bool RunsOnCaller => false;

    public override TaskScheduler Outside => outside;

    public override void Schedule(IThreadPoolWorkItem item)
    {
        if (item is Activation activation)
        {
            history.Add(EventKind.Turn, activation.GrainId.GetUniformHashCode(), 0);
            history.Write(EventKind.Turn, activation);
        }

        events.Add(item, options.TurnDelay.IsNone ? TimeSpan.Zero : options.TurnDelay.Draw(random));
    }
}

/// <summary>Tasks of the driver and of observers, in the queue of the simulation.</summary>
internal sealed class SimulatedTasks(EventQueue events) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    protected override void QueueTask(Task task) => events.Add(new Step(this, task), TimeSpan.Zero);

    /// <summary>
    /// Only calls, callbacks and what a task of this scheduler itself sets off run at once. The framework offers more when it happens to run
    /// on a pool thread; taking that would make the history depend on the thread.
    /// </summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && (task is Call or Callback || ReferenceEquals(Current, this)) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    /// <summary>Runs a callback of foreign code now, so that what it awaits resumes in the queue.</summary>
    public void RunNow(TimerCallback callback, object? state) => new Callback(callback, state).RunSynchronously(this);

    private sealed class Callback(TimerCallback callback, object? state) : Task(() => callback(state));

    private sealed class Step(SimulatedTasks scheduler, Task task) : IThreadPoolWorkItem
    {
        public void Execute() => scheduler.TryExecuteTask(task);
    }
}
