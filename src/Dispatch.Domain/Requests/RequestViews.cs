using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Triage;
using Dispatch.Domain.Privacy;

namespace Dispatch.Domain.Requests;

/// <summary>What each onlooker sees of a request, by data class: staff, board, responder before and after acceptance, resident.</summary>
public static class RequestViews
{
    /// <summary>What a resident is told of the timeline.</summary>
    private static readonly HashSet<string> ResidentSteps =
    [
        "submitted", "accepted", "en-route", "on-site", "all-completed", "confirmed", "confirmed-by-timeout", "not-kept", "cancelled", "referred",
        "unfilled", "waiting", PauseRules.Paused, PauseRules.Resumed, "handed-back", "no-show", "widened", "widened-by-hand",
        .. EmergencyNewsRules.OutcomeWords,
    ];

    /// <summary>What an actor sees that may see it at all: a responder nothing of other people's offers.</summary>
    public static RequestView For(Request request, ServiceType? service, StationFacts? station, Actor by)
    {
        var view = Staff(request, service, station);
        return by.Role is Role.Volunteer or Role.Counsellor
            ? view with
            {
                Offers = [.. view.Offers.Where(offer => offer.ResponderId == by.Account)],

                LevelReasons = by.Role == Role.Volunteer ? [] : view.LevelReasons,
            }
            : by.Role is Role.Coordinator or Role.Admin ? view with { LevelReasons = Unconfided(view.LevelReasons) } : view;
    }

    /// <summary>Which cue or screening raised the level was said in confidence: whoever dispatches knows that it rose, counsellors and the head why.</summary>
    private static ImmutableArray<string> Unconfided(ImmutableArray<string> reasons) =>
    [
        .. reasons.Select(code => code.StartsWith(TriageRules.CuePrefix, StringComparison.Ordinal) || code.StartsWith(LevelRules.ScreeningPrefix, StringComparison.Ordinal)
            ? TriageRules.Raised
            : code).Distinct(),
    ];

    public static RequestView Staff(Request request, ServiceType? service, StationFacts? station)
    {
        var need = request.Need;
        var closed = IsSealed(request, service);
        return new RequestView(
            request.Id,
            request.Version,
            request.State,
            need.StationId,
            need.OutsideCircles,
            need.Service,
            request.Level,
            request.LevelProvisional,
            request.LevelReasons,
            request.Lane,
            closed ? null : need.Description,
            closed && need.Description is not null,
            need.Skills,
            need.Languages,
            need.Gender,
            Coarse(need.Position),
            need.Area,
            need.Remote,
            need.Channel,
            need.SubmittedAt,
            need.StartsAt,
            need.Minutes,
            request.RespondersNeeded,
            request.Owner,
            request.Deadline,
            request.Wave,
            station is null ? 0 : MatchPlan.Radius(request, request.Wave, station),
            [.. request.Offers.Select(offer => Offered(offer, closed))],
            [.. request.Assignments.Select(Assigned)],
            closed ? null : request.CloseReason,
            PausedAt: request.IsPaused ? request.Pause!.At : null);
    }

    public static BoardRow Row(Request request, StationFacts? station)
    {
        var need = request.Need;
        var pending = request.Pending().ToList();
        return new BoardRow(
            request.Id,
            request.Version,
            request.State,
            need.StationId,
            need.OutsideCircles,
            need.Service,
            request.Level,
            request.LevelProvisional,
            request.Lane,
            Coarse(need.Position),
            need.Area,
            need.Remote,
            need.Channel,
            need.SubmittedAt,
            need.StartsAt,
            need.Minutes,
            request.RespondersNeeded,
            request.Owner,
            request.IsPaused ? null : request.Deadline,
            request.Wave,
            station is null ? 0 : MatchPlan.Radius(request, request.Wave, station),
            pending.Count,
            pending.Count == 0 ? null : pending.Min(o => o.ExpiresAt),
            [.. request.Assignments.Where(a => a.Attempt == request.Attempt && a.Stands).Select(Assigned)],
            NotKept: NotKept(request),
            PausedAt: request.IsPaused ? request.Pause!.At : null);
    }

    public static OfferView Offer(Request request, Offer offer) => new(
        offer.Id,
        request.Id,
        offer.State,
        request.Need.Service,
        request.Level,
        request.Lane,
        request.Need.Area,
        offer.DistanceMetres is { } metres ? (int)Math.Round(metres / 100.0) * 100 : null,
        offer.TravelMinutes,
        request.Need.Remote || offer.DistanceMetres is null,
        request.Need.StartsAt,
        request.Need.Minutes,
        request.Need.Skills,
        request.Need.Languages,
        offer.SentAt,
        offer.ExpiresAt,
        offer.Wave,
        offer.Why);

    /// <summary>The exact place and contact while the assignment is active; nothing of them once it is over (G12).</summary>
    public static TaskView Task(Request request, Assignment assignment)
    {
        var need = request.Need;
        var open = assignment.Active && !request.Closed;
        return new TaskView(
            request.Id,
            assignment.OfferId,
            assignment.State,
            assignment.Lead,
            need.Service,
            request.Level,
            need.StartsAt,
            need.Minutes,
            need.Remote,
            open ? need.Area : null,
            open ? need.Position : null,
            open ? need.Address : null,
            open ? need.Alias : null,
            open ? need.Contact : null,
            // What is kept from dispatch above General is kept from a volunteer beside a counsellor as well.
            open && (assignment.Kind == ResponderKind.Counsellor || request.Level == RiskLevel.General) ? need.Description : null,
            assignment.AcceptedAt,
            assignment.Deadline);
    }

    /// <summary>What happened, as staff may read it. That a level was raised is for all of them; why is for the care team, of whom the head reads here.</summary>
    public static ImmutableArray<TimelineEntry> Timeline(Request request, ServiceType? service, Actor by)
    {
        var isSealed = IsSealed(request, service);
        bool IsKept(TimelineEntry entry) => (isSealed && IsWords(entry)) || (entry.What == StaffRules.Raised && by.Role != Role.StationHead);
        return [.. request.Timeline.Select(entry => IsKept(entry) ? entry with { Note = null } : entry)];
    }

    public static HelpView Help(Request request) => new(
        request.State,
        request.Version,
        request.Need.Service,
        request.Level,
        request.Need.SubmittedAt,
        request.Need.StartsAt,
        request.IsPaused ? null : request.Deadline,
        request.Pending().Count(),
        request.RespondersNeeded,
        [.. request.Standing().Select(a => new HelpResponder(a.Name, a.Kind, a.State, a.TravelMinutes))],
        [.. request.Timeline.Where(entry => ResidentSteps.Contains(entry.What)).Select(entry => new HelpStep(entry.At, entry.What))],
        CanCancel: request.Running,
        CanConfirm: request.State == RequestState.Completed,
        request.Need.StationId,
        NotKept(request),
        SealedRules.Help(request),
        ConsentRules.Of(request),
        CanErase: request.Closed && request.ErasedAt is null,
        request.ErasedAt,
        SecondFact.IsKnown(request),
        request.IsPaused ? request.Pause!.At : null);

    /// <summary>All that is kept of the resident, for the resident: also what staff read, but no name of whoever opened it.</summary>
    public static ResidentExport Export(Request request) => new(
        request.Id,
        request.State,
        request.Level,
        request.Need.Service,
        request.Need.Description,
        request.Need.Alias,
        request.Need.Contact,
        request.Need.Address,
        request.Need.Position,
        request.Need.Area,
        request.Need.Languages,
        request.Need.Gender,
        request.Need.AgeBand,
        request.Need.Channel,
        request.Need.SubmittedAt,
        request.Need.StartsAt,
        request.Need.Minutes,
        request.Need.StationId,
        [.. request.Assignments.Select(a => new HelpResponder(a.Name, a.Kind, a.State, a.TravelMinutes))],
        [.. request.Timeline.Select(entry => new ExportedStep(entry.At, entry.What, entry.By == Actor.Resident.Account ? entry.Note : null))],
        SealedRules.Help(request),
        ConsentRules.Of(request),
        request.ErasedAt);

    /// <summary>Words of a psychological service, or of anything above General, are case class: dispatch does not see them (G01).</summary>
    internal static bool IsSealed(Request request, ServiceType? service) =>
        service is null || service.CaseData || service.Psychological || request.Level != RiskLevel.General;

    /// <summary>Whether the note holds what a resident or a responder wrote, not a name or a reason of staff.</summary>
    internal static bool IsWords(TimelineEntry entry) =>
        entry.By == Actor.Resident.Account || entry.What is "declined" or "later" or "handed-back" or StaffRules.RaisedByResponder;

    /// <summary>Unfilled by the resident's word, not because nobody could be found.</summary>
    internal static bool NotKept(Request request) =>
        request.State == RequestState.Unfilled && request.Timeline.LastOrDefault(entry => entry.What is "unfilled" or "not-kept")?.What == "not-kept";

    /// <summary>About 100 m: enough to judge a journey, too little to knock on a door.</summary>
    private static GeoPoint? Coarse(GeoPoint? point) => point is { } exact ? new GeoPoint(Math.Round(exact.Lat, 3), Math.Round(exact.Lon, 3)) : null;

    private static RequestOffer Offered(Offer offer, bool isSealed) => new(
        offer.Id,
        offer.ResponderId,
        offer.Name,
        offer.Kind,
        offer.State,
        offer.Wave,
        offer.SentAt,
        offer.ExpiresAt,
        offer.DeliveredAt,
        offer.SeenAt,
        offer.AnsweredAt,
        isSealed && offer.State == OfferState.Declined ? null : offer.Reason,
        offer.ByHand);

    private static RequestAssignment Assigned(Assignment assignment) => new(
        assignment.ResponderId, assignment.Name, assignment.Kind, assignment.State, assignment.Lead, assignment.AcceptedAt, assignment.Deadline);
}
