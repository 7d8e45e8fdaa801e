using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.FollowUpTasks;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.FollowUpTasks;

/// <summary>Who is sent where for a follow-up, what its request says, and what becomes of it. The clock's own rules are those of the case.</summary>
public static class FollowUpTaskRules
{
    /// <summary>Service of a call that volunteers make.</summary>
    public const string Call = "follow-up-call";

    /// <summary>Service of a call or visit that counsellors make.</summary>
    public const string Contact = "follow-up-contact";

    /// <summary>Sends a clock out. The same command told again, or one while it is out, changes nothing.</summary>
    /// <param name="task">As it stands; null: never sent out.</param>
    /// <param name="commandId">The sender's id of the command.</param>
    /// <param name="command">The command.</param>
    /// <param name="seen">The case as the sender sees it.</param>
    /// <param name="reach">Whom it is about; null: deleted.</param>
    /// <param name="now">The moment.</param>
    public static Decision<FollowUpTask> Dispatch(
        FollowUpTask? task, string commandId, DispatchFollowUp command, CaseView seen, ScenePlace? reach, DateTimeOffset now)
    {
        var key = $"{command.Worker.By.Account}/{commandId}";
        if (task is not null && (task.Command == key || task.Open))
        {
            return task;
        }

        if (seen.FollowUps.FirstOrDefault(each => each.Number == command.Number) is not { } clock)
        {
            return new Refusal(RefusalCode.ClockUnknown, $"Case '{seen.Id}' has no follow-up {command.Number}.");
        }

        if (Refuse(task, command, clock, reach, now) is { } refused)
        {
            return refused;
        }

        var byVolunteer = clock is { Level: RiskLevel.General, Rung: FollowUpRung.Call } && command.Way == ContactWay.Call;
        return new FollowUpTask(seen.Id, clock.Number, seen.StationId, command.Way, byVolunteer, (task?.Attempt ?? 0) + 1, now, key, FollowUpTaskState.Out);
    }

    /// <summary>The request of a task: the service, and whom to reach. No word of the case, no level, no reason; not who sent it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="reach">Whom to reach, and where.</param>
    /// <param name="row">The case's row: a conflict of interest in the case is one in its task.</param>
    public static SubmitRequest Draft(FollowUpTask task, ScenePlace reach, CareRow? row = null)
    {
        var remote = task.Way == ContactWay.Call;
        var draft = new RequestDraft(
            task.ByVolunteer ? Call : Contact,
            Skills: [],
            Languages: [],
            Location: remote ? null : reach.Location,
            Area: reach.Area,
            Address: remote ? null : reach.Address,
            StationId: task.StationId,
            Remote: remote,
            Alias: reach.Alias,
            Contact: reach.Contact,
            Channel: Channel.Station);
        return new SubmitRequest(draft, Actor.System, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"follow-up/{task.Attempt}"))
        {
            Demand = row?.Barred is { } barred ? new CareDemand([], [.. barred.Split(' ')], 0) : null,
        };
    }

    /// <summary>The answer of whoever has the task.</summary>
    /// <param name="task">As it stands.</param>
    /// <param name="command">The answer.</param>
    /// <param name="requestId">The request of the present attempt.</param>
    /// <param name="hasTask">The request counts the responder among those who have it in hand.</param>
    public static Decision<FollowUpTask> Answer(FollowUpTask? task, AnswerFollowUp command, string requestId, bool hasTask)
    {
        if (task is null || command.RequestId != requestId)
        {
            return Unknown(command);
        }

        if (task.By?.Account == command.By.Account && task.Result == command.Result)
        {
            return task;
        }

        if (!hasTask)
        {
            return Unknown(command);
        }

        return task.State != FollowUpTaskState.Out
            ? new Refusal(RefusalCode.ClockState, "This follow-up has its answer, or was called back.")
            : !Enum.IsDefined(command.Result)
            ? new Refusal(RefusalCode.InputInvalid, "An answer is one of: reached, missed, declined.", "result")
            : task with { State = FollowUpTaskState.Answered, Result = command.Result, By = command.By with { StationId = null } };
    }

    /// <summary>What becomes of a task that is out, by its request and its clock. An answer that is there is never taken back.</summary>
    /// <param name="task">As it stands.</param>
    /// <param name="request">Its request; null: deleted.</param>
    /// <param name="row">The case's row; null: deleted.</param>
    public static FollowUpTask Look(FollowUpTask task, RequestView? request, CareRow? row)
    {
        if (task.State != FollowUpTaskState.Out || !task.Submitted)
        {
            return task;
        }

        task = task with { HasResponder = request?.Assignments.Any(each => each.State < AssignmentState.Completed) == true };
        var clock = row?.Clocks.FirstOrDefault(each => each.Number == task.Number);
        return request?.State switch
        {
            _ when clock is null || (task.ByVolunteer && clock.Rung != FollowUpRung.Call) => Back(task, FollowUpTaskEnd.Overtaken),
            null or RequestState.Cancelled or RequestState.Referred => Back(task, FollowUpTaskEnd.Cancelled),
            RequestState.Completed or RequestState.Confirmed => Back(task, FollowUpTaskEnd.Unanswered),
            RequestState.Unfilled => Back(task, FollowUpTaskEnd.Unfilled),
            _ => task,
        };
    }

    /// <summary>The task came back: the clock, which never stopped, is the team's own.</summary>
    public static FollowUpTask Back(FollowUpTask task, FollowUpTaskEnd why) => task with { State = FollowUpTaskState.Back, End = why, HasResponder = false };

    /// <summary>What the case is told. The same attempt gives the same command, so that the clock moves once.</summary>
    public static (string CommandId, RecordTry Command) Tell(FollowUpTask task) => (
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"follow-up-task-{task.Number}-{task.Attempt}"),
        new RecordTry(new CareWorker(task.By!), task.Number, task.Way, task.Result!.Value));

    private static Refusal? Refuse(FollowUpTask? task, DispatchFollowUp command, FollowUpView clock, ScenePlace? reach, DateTimeOffset now) =>
        clock.Outcome is not null || clock.Successor is not null || clock.Rung == FollowUpRung.Supervisor
            ? new Refusal(RefusalCode.ClockState, $"Follow-up {clock.Number} is {clock.Standing} on the rung {clock.Rung}: nobody is sent for it.")
        : command.Way is not (ContactWay.Call or ContactWay.Visit)
            ? new Refusal(RefusalCode.InputInvalid, "A follow-up is sent out as a call or a visit.", "way")
        : clock.Rung == FollowUpRung.HomeCheck && command.Way != ContactWay.Visit
            ? new Refusal(RefusalCode.ClockState, $"Follow-up {clock.Number} waits for a home check, which is a visit.")
        : now < (clock.SendFrom ?? clock.DueAt)
            ? new Refusal(RefusalCode.ClockEarly, $"Follow-up {clock.Number} is sent out from {clock.SendFrom ?? clock.DueAt:u}.")
        : reach is null || (command.Way == ContactWay.Call ? reach.Contact is null : reach.Location is null && reach.Area is null)
            ? new Refusal(RefusalCode.ClockUnreachable, "No contact is known by which a task could reach the person.")
        : task?.Attempt >= FollowUpTaskKeys.AttemptsMost
            ? new Refusal(RefusalCode.ClockState, $"Follow-up {clock.Number} was sent out {task.Attempt} times, which is the most.")
        : null;

    private static Refusal Unknown(AnswerFollowUp command) =>
        new(RefusalCode.AssignmentUnknown, $"Responder '{command.By.Account}' has no follow-up on such a request.");
}
