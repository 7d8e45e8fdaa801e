using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Responders;
using TextRules = Dispatch.Domain.Requests.TextRules;

namespace Dispatch.Grains.Responders;

/// <summary>Assignments: progress and giving back.</summary>
internal abstract partial class ResponderGrain
{
    public async Task<Reply<TaskView>> ProgressAsync(string requestId, ProgressStep step)
    {
        if (Current is not { } known)
        {
            return Unknown();
        }

        if (known.TaskOn(requestId) is not { } standing)
        {
            // The last step may be repeated by a phone that missed the answer; the request knows whether it is one.
            return known.Past.Any(past => past.RequestId == requestId && past.State == AssignmentState.Completed)
                ? Hide(await Request(requestId).ProgressAsync(new ReportProgress(Id, step)))
                : NoTask(requestId);
        }

        var reply = await Request(requestId).ProgressAsync(new ReportProgress(Id, step));
        if (reply.Value is not { } task)
        {
            // The request sees this assignment otherwise; ask what became of it.
            _open.Due(standing.Offer.Id, requestId, Now);
            Plan();
            return reply;
        }

        await ApplyAsync(standing.Offer.Id, TaskRules.Report(Current!, Current!.TaskOn(requestId)!, task, Now));
        if (TaskRules.IsOver(task.State))
        {
            Kept(standing.Offer.Id, requestId);
        }

        return Hide(reply);
    }

    public async Task<Reply> HandBackAsync(string requestId, string reason)
    {
        if (Current is not { } known)
        {
            return Unknown();
        }

        if (TextRules.CheckReason(reason, required: true) is { } refused)
        {
            return refused;
        }

        if (known.TaskOn(requestId) is not { } standing)
        {
            return known.Past.Any(past => past.RequestId == requestId && past.State == AssignmentState.HandedBack) ? Reply.Done : NoTask(requestId);
        }

        var reply = await Request(requestId).HandBackAsync(new HandBack(Id, reason));
        if (reply.Refused is not null)
        {
            _open.Due(standing.Offer.Id, requestId, Now);
            Plan();
            return reply;
        }

        await ApplyAsync(standing.Offer.Id, TaskRules.Close(Current!, Current!.TaskOn(requestId)!, AssignmentState.HandedBack, Now));
        Kept(standing.Offer.Id, requestId);
        return Reply.Done;
    }

    private Refusal NoTask(string requestId) => new(RefusalCode.AssignmentUnknown, $"Responder '{Id}' has no standing task on request '{requestId}'.");

    private static Reply<TaskView> Hide(Reply<TaskView> reply) =>
        reply.Value is { } task && TaskRules.IsOver(task.State) ? TaskRules.Closed(task) : reply;
}
