using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.FollowUpTasks;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.FollowUpTasks;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.FollowUpTasks;

/// <inheritdoc cref="IFollowUpTaskGrain"/>
[GrainType("follow-up-task")]
internal sealed partial class FollowUpTaskGrain(
    [PersistentState("follow-up-task")] IPersistentState<Stored<FollowUpTask>> store, TimeProvider clock, ILogger<FollowUpTaskGrain> log)
    : CommittingGrain<FollowUpTask>(store), IFollowUpTaskGrain, IRemindable
{
    private const string Reminder = "look";
    private const int CommandMost = 128;

    /// <summary>While it is out; the shortest that stock Orleans allows. Between two of them a timer looks more often.</summary>
    private static readonly TimeSpan Remind = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private IGrainTimer? _look;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        LookSoon();
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<Reply> DispatchAsync(string commandId, DispatchFollowUp command)
    {
        if (commandId.Length is 0 or > CommandMost)
        {
            return new Refusal(RefusalCode.InputInvalid, $"A command id has 1 to {CommandMost} characters.", "commandId");
        }

        // The case itself judges who sees it, and whoever sees it may send its follow-ups out.
        var seen = await Case(command.CaseId).GetAsync(command.Worker);
        if (seen.Value is not { } view)
        {
            return seen.Refused!;
        }

        var decision = FollowUpTaskRules.Dispatch(State, commandId, command, view, await Request(command.CaseId).ReachAsync(), clock.GetUtcNow());
        if (decision.Next is not { } next)
        {
            LogRefused(Id, decision.Refused!.Code);
            return decision.Refused;
        }

        if (!ReferenceEquals(next, State))
        {
            await this.RegisterOrUpdateReminder(Reminder, Remind, Remind);
            await CommitAsync(next);
            LookSoon();
        }

        return Reply.Done;
    }

    public async Task<Reply> RecallAsync(CareWorker worker, string caseId)
    {
        if ((await Case(caseId).GetAsync(worker)).Refused is { } refused)
        {
            return refused;
        }

        if (State is not { } task || task.CaseId != caseId)
        {
            return new Refusal(RefusalCode.ClockUnknown, "This follow-up was never sent out.");
        }

        if (task.State == FollowUpTaskState.Out)
        {
            await CommitAsync(FollowUpTaskRules.Back(task, FollowUpTaskEnd.Recalled));
            LookSoon();
        }

        return Reply.Done;
    }

    public async Task<Reply> AnswerAsync(AnswerFollowUp command)
    {
        var requestId = State is { } task ? FollowUpTaskKeys.Request(Id, task.Attempt) : "";
        var hasTask = command.RequestId == requestId && (await Request(requestId).GetAsync(command.By)).Refused is null;
        var decision = FollowUpTaskRules.Answer(State, command, requestId, hasTask);
        if (decision.Next is not { } next)
        {
            LogRefused(Id, decision.Refused!.Code);
            return decision.Refused;
        }

        await CommitAsync(next);
        await TellAsync();
        return Reply.Done;
    }

    public Task<FollowUpTaskView?> GetAsync() => Task.FromResult(State?.View);

    public Task ReceiveReminder(string reminderName, TickStatus status) => LookAsync();

    public async Task LookAsync()
    {
        await SubmitAsync();
        if (State is { State: FollowUpTaskState.Out, Submitted: true } task)
        {
            var request = (await Request(FollowUpTaskKeys.Request(Id, task.Attempt)).GetAsync(Actor.System)).Value;
            await RaiseAsync(request);
            var next = FollowUpTaskRules.Look(State, request, await Case(task.CaseId).RowAsync());
            if (next != State)
            {
                await CommitAsync(next);
            }
        }

        await TellAsync();
        await CallOffAsync();
        if (State is not { Open: true })
        {
            _look?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (await this.GetReminder(Reminder) is { } over)
            {
                await this.UnregisterReminder(over);
            }
        }
    }

    /// <summary>Raises the request; the id and the digest of the attempt make a repetition the same one.</summary>
    private async Task SubmitAsync()
    {
        if (State is not { State: FollowUpTaskState.Out, Submitted: false } task)
        {
            return;
        }

        var reach = await Request(task.CaseId).ReachAsync();
        var sent = reach is null
            ? null
            : await Request(FollowUpTaskKeys.Request(Id, task.Attempt)).SubmitAsync(FollowUpTaskRules.Draft(task, reach, await Case(task.CaseId).RowAsync()));
        await CommitAsync(sent?.Value is null ? FollowUpTaskRules.Back(task, FollowUpTaskEnd.Unfilled) with { CalledOff = true } : task with { Submitted = true });
    }

    /// <summary>Whoever has the task saw danger: the case hears of it as well.</summary>
    private async Task RaiseAsync(RequestView? request)
    {
        if (State is { } task && request is { Level: > RiskLevel.General } && request.Level > task.Raised)
        {
            var raise = new RaiseLevel(Actor.System, request.Level, "follow-up-task") { Codes = ["follow-up-task"] };
            await Case(task.CaseId).RaiseAsync($"follow-up-task-{task.Number}-{task.Attempt}-{(int)request.Level}", raise);
            await CommitAsync(task with { Raised = request.Level });
        }
    }

    /// <summary>Tells the case the answer until it has it; the case takes it once.</summary>
    private async Task TellAsync()
    {
        if (State is not { State: FollowUpTaskState.Answered } task)
        {
            return;
        }

        var (commandId, command) = FollowUpTaskRules.Tell(task);
        var told = await Case(task.CaseId).TaskAsync(commandId, command);
        await CommitAsync(told.Refused is null
            ? task with { State = FollowUpTaskState.Done }
            : FollowUpTaskRules.Back(task, FollowUpTaskEnd.Refused) with { CalledOff = true });
    }

    private async Task CallOffAsync()
    {
        if (State is { State: FollowUpTaskState.Back, CalledOff: false } task)
        {
            // One that has ended, or was done meanwhile, refuses: then there is nothing to call off.
            await Request(FollowUpTaskKeys.Request(Id, task.Attempt)).CancelAsync(new CancelRequest(Actor.System, "follow-up"));
            await CommitAsync(task with { CalledOff = true });
        }
    }

    private void LookSoon()
    {
        if (State is { Open: true })
        {
            _look ??= this.RegisterGrainTimer(_ => LookAsync(), new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
            _look.Change(TimeSpan.Zero, Every);
        }
    }

    private ICaseGrain Case(string id) => GrainFactory.GetGrain<ICaseGrain>(id);

    private IRequestGrain Request(string id) => GrainFactory.GetGrain<IRequestGrain>(id);

    [LoggerMessage(Level = LogLevel.Information, Message = "Follow-up task {Task} refused a command: {Code}")]
    private partial void LogRefused(string task, RefusalCode code);
}
