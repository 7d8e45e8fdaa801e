using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Requests;

/// <summary>What staff and residents may do to a request from outside the protocol.</summary>
public static class StaffRules
{
    /// <summary>What a timeline says of a raise by a responder, whose words are not staff's.</summary>
    internal const string RaisedByResponder = "raised-by-responder";

    /// <summary>What it says of a raise by staff or by the product.</summary>
    internal const string Raised = "level-raised";

    /// <summary>A command based on an older version is refused, unless it names none.</summary>
    public static Refusal? CheckVersion(Request request, long? ifVersion) =>
        ifVersion is { } version && version != request.Version
            ? new Refusal(RefusalCode.RequestChanged, $"The request is at version {request.Version}, the command was based on {version}.")
            : null;

    public static Decision<Request> Cancel(Request request, CancelRequest command, DateTimeOffset now)
    {
        var byStaff = command.By.Role != Role.Resident;
        if (request.State == RequestState.Cancelled)
        {
            return request;
        }

        if (TextRules.CheckReason(command.Reason, byStaff) is { } refused)
        {
            return refused;
        }

        return request.Running
            ? ProgressRules.Close(request, RequestState.Cancelled, "cancelled", command.By.Account, command.Reason, now)
            : WrongState(request, "cancelled");
    }

    public static Decision<Request> Refer(Request request, ReferRequest command, DateTimeOffset now)
    {
        if (request.State == RequestState.Referred)
        {
            return request;
        }

        if ((TextRules.CheckReason(command.Reason, required: true) ?? TextRules.CheckReason(command.To, required: true, "to")) is { } refused)
        {
            return refused;
        }

        return request.Closed
            ? WrongState(request, "referred")
            : ProgressRules.Close(request, RequestState.Referred, "referred", command.By.Account, $"{command.To}: {command.Reason}", now);
    }

    public static Decision<Request> Own(Request request, OwnRequest command, DateTimeOffset now)
    {
        if (request.Owner == command.By.Account)
        {
            return request;
        }

        if (TextRules.CheckReason(command.Reason, required: false) is { } refused)
        {
            return refused;
        }

        return request.Closed
            ? WrongState(request, "taken over")
            : (request with { Owner = command.By.Account }).Told(now, "owned", command.By.Account, command.Reason);
    }

    public static Decision<Request> Widen(Request request, WidenRequest command, StationFacts station, DateTimeOffset now)
    {
        if (TextRules.CheckReason(command.Reason, required: false) is { } refused)
        {
            return refused;
        }

        if (!request.Running || request.Missing() == 0)
        {
            return WrongState(request, "widened");
        }

        if (OutboxFull(request) is { } full)
        {
            return full;
        }

        request = PauseRules.ByHand(request, station, now).Told(now, "widened-by-hand", command.By.Account, command.Reason);
        return request.State == RequestState.Unfilled
            ? request with
            {
                // A new cycle: who let an offer lapse before may be asked again.
                State = RequestState.Matching,
                Cycle = request.NextOffer,
                Wave = 1,
                MatchAt = now,
                Deadline = SubmitRules.Deadline(request.Need, station.Policy.Of(request.Lane), now),
            }
            : request.Overtake() with { Wave = Math.Max(1, request.Wave) + 1, MatchAt = now };
    }

    /// <summary>
    /// Raises the level. Whoever holds an offer and does not meet the new level loses it in the same commit, and volunteers their assignments when
    /// it becomes High-risk (G02). A counsellor who has accepted and is not crisis-qualified stays beside, uncounted: nobody in danger is left
    /// alone while the crisis team is on its way.
    /// </summary>
    public static Decision<Request> Raise(Request request, RaiseLevel command, ServiceType? service, StationFacts station, DateTimeOffset now)
    {
        if (command.To <= request.Level && !request.Closed)
        {
            return request;
        }

        if (TextRules.CheckReason(command.Reason, required: command.Codes.IsEmpty) is { } refused)
        {
            return refused;
        }

        if (!request.Running)
        {
            return WrongState(request, "raised");
        }

        var high = command.To == RiskLevel.HighRisk;
        var policy = station.Policy.Of(Lanes.Of(command.To));
        var stay = command.To == RiskLevel.Serious && service?.Companion == true;
        request = request with
        {
            Level = command.To,
            Pause = null,
            Need = high && request.Need.StartsAt > now ? request.Need with { StartsAt = now } : request.Need,
            LevelProvisional = true,
            LevelReasons = Reasons(request, command),
        };
        request = request
            .Told(now, RaisedBy(command.By), command.By.Account, command.Codes.IsEmpty ? command.Reason : null)
            .WithdrawOffers(o => o.Kind == ResponderKind.Volunteer || !Lanes.Meets(command.To, o.Kind, o.CrisisQualified), "level-raised")
            .WithdrawAssignments(a => a.Kind == ResponderKind.Volunteer && !stay);
        var asked = Lanes.Needed(request.Need.RespondersAsked, policy);
        var beside = request.Standing().Count(a => high ? !Lanes.Meets(command.To, a.Kind, a.CrisisQualified) : a.Kind == ResponderKind.Volunteer);
        request = request with { RespondersNeeded = high ? asked + beside : Math.Max(asked, beside + 1) };
        return Restart(TellStaying(Hurry(ProgressRules.PassLead(request), station, now)), policy, station, now);
    }

    /// <summary>Why the level is what it is, with what a raise adds.</summary>
    internal static ImmutableArray<string> Reasons(Request request, RaiseLevel command) =>
    [
        .. request.LevelReasons.Where(reason => reason is not (TriageRules.ServiceDefault or TriageRules.Raised)),
        .. command.Codes.IsEmpty ? [TriageRules.Raised] : command.Codes.Except(request.LevelReasons),
    ];

    /// <summary>What the timeline says of a raise.</summary>
    internal static string RaisedBy(Actor by) => by.Role is Role.Volunteer or Role.Counsellor ? RaisedByResponder : Raised;

    public static Refusal? OutboxFull(Request request) =>
        request.Outbox.Length >= OfferRules.OutboxMost
            ? new Refusal(RefusalCode.OutboxFull, $"Request '{request.Id}' has {request.Outbox.Length} messages waiting for their receivers.")
            : null;

    /// <summary>Whoever stays must show progress by the new level's time, also on a task that was planned for later.</summary>
    private static Request Hurry(Request request, StationFacts station, DateTimeOffset now)
    {
        foreach (var staying in request.Standing().Where(a => a.State is AssignmentState.Accepted or AssignmentState.EnRoute).ToList())
        {
            var by = ProgressRules.StartBy(request, staying.TravelMinutes, station, now);
            request = staying.Deadline <= by ? request : request.With(staying with { Deadline = by });
        }

        return request;
    }

    private static Request TellStaying(Request request) => request.Standing().Where(a => a.Active).Aggregate(
        request, (told, staying) => told.Send(OutboxKind.Assigned, staying.OfferId, staying.ResponderId, staying.Kind));

    private static Request Restart(Request request, LanePolicy policy, StationFacts station, DateTimeOffset now)
    {
        var deadline = SubmitRules.Deadline(request.Need, policy, now);
        request = request with { Owner = Lanes.Owner(request.Level, station) };
        return request.Missing() == 0
            ? request with { Deadline = request.Deadline < deadline ? request.Deadline : deadline }
            : request with
            {
                State = request.Pending().Any() ? RequestState.Offered : RequestState.Matching,
                Deadline = deadline,
                Cycle = request.NextOffer,
                Wave = 1,
                MatchAt = now,
            };
    }

    private static Refusal WrongState(Request request, string what) =>
        new(RefusalCode.RequestState, $"The request is {request.State} and cannot be {what}.");
}
