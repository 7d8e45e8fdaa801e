using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Responders;

/// <summary>What becomes of a responder's assignments.</summary>
public static class TaskRules
{
    /// <summary>Whether an assignment in this state takes no place any more.</summary>
    public static bool IsOver(AssignmentState state) => state >= AssignmentState.Completed;

    /// <summary>Applies the request's word on an assignment that stands here.</summary>
    public static Told Apply(Responder held, StandingTask standing, OfferVerdict verdict, DateTimeOffset now) => verdict switch
    {
        { State: OfferState.Pending } => new(held, null),
        { State: OfferState.Accepted, Task: { } task } => Report(held, standing, task, now),
        { Task: { } task } when IsOver(task.State) => Close(held, standing with { Task = task }, task.State, now),
        _ => Close(held, standing, AssignmentState.Withdrawn, now),
    };

    /// <summary>The assignment as the request now shows it; over, it leaves its place.</summary>
    public static Told Report(Responder held, StandingTask standing, TaskView task, DateTimeOffset now)
    {
        var onSiteAt = standing.OnSiteAt ?? (task.State == AssignmentState.OnSite ? now : null);
        var offer = standing.Offer with { Level = task.Level, Lane = Lanes.Of(task.Level) };
        var next = standing with { Offer = offer, Task = task, OnSiteAt = onSiteAt };
        if (IsOver(task.State))
        {
            return Close(held, next, task.State, now);
        }

        return next == standing ? new(held, null) : new(held with { Standing = held.Standing.Replace(standing, next) }, offer);
    }

    /// <summary>Ends an assignment: its place is free, its address is gone, and a High-risk deployment is followed by rest.</summary>
    public static Told Close(Responder held, StandingTask standing, AssignmentState end, DateTimeOffset now)
    {
        var minutes = end == AssignmentState.Completed ? MinutesServed(standing, now) : 0;
        var past = held.Past.Insert(0, new PastTask(standing.Task.RequestId, standing.Task.Service, end, now, minutes));
        var wentThere = end == AssignmentState.Completed || standing.OnSiteAt is not null;
        var closed = held with
        {
            Standing = held.Standing.RemoveAll(each => each.Offer.Id == standing.Offer.Id),
            Past = past.Length > ResponderLimits.Past ? past.RemoveAt(past.Length - 1) : past,
            MinutesServed = held.MinutesServed + minutes,
            NoShows = held.NoShows + (end == AssignmentState.NoShow ? 1 : 0),
            CoolUntil = wentThere && standing.Task.Level == RiskLevel.HighRisk ? now + ResponderLimits.CoolDown : held.CoolUntil,
            Version = held.Version + 1,
        };
        return OfferRules.End(closed, end is AssignmentState.Withdrawn or AssignmentState.NoShow
            ? standing.Offer with { State = OfferState.Withdrawn, Code = RefusalCode.OfferWithdrawn }
            : standing.Offer);
    }

    /// <summary>A task as it may be shown once it is over: no place, no person.</summary>
    public static TaskView Closed(TaskView task) =>
        task with { Location = null, Address = null, Alias = null, Contact = null, Description = null, Area = null };

    /// <summary>The time on site, rounded up; the planned time when arrival was never reported.</summary>
    private static int MinutesServed(StandingTask standing, DateTimeOffset now)
    {
        var served = standing.OnSiteAt is { } from ? now - from : TimeSpan.FromMinutes(standing.Task.Minutes);
        var bounded = served > ResponderLimits.LongestTask ? ResponderLimits.LongestTask : served;
        return Math.Max(0, (int)Math.Ceiling(bounded.TotalMinutes));
    }
}
