using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Request = Dispatch.Domain.Requests.Request;

namespace Dispatch.Domain.Records;

/// <summary>
/// The entries of one commit of a request, found by comparing what was committed before with what is committed now: whatever a rule changes is
/// seen here, so that none can be forgotten by the rule that changes it.
/// </summary>
public static class RequestEntries
{
    /// <summary>Why an offer is over that was answered and forgotten in one commit.</summary>
    private const string Forgotten = "forgotten";

    /// <param name="before">The request as committed before; null: it begins.</param>
    /// <param name="after">As it will be committed.</param>
    /// <param name="by">Who gave the command; the product itself when nobody did.</param>
    /// <param name="now">The moment of the commit.</param>
    public static ImmutableArray<RecordDraft> Of(Request? before, Request after, Actor by, DateTimeOffset now)
    {
        var entries = new Sheet(after, by, now);
        if (before is null)
        {
            var need = after.Need;
            entries.Add(
                RecordActions.RequestSubmitted, by, with: Codes.Account(after.Owner), personal: PersonalData.Digest(need.Description, need.Address, need.Alias, need.Contact));
        }

        if (before is not null && before.Level != after.Level)
        {
            entries.Add(RecordActions.RequestLevel, by, amount: (long)before.Level, personal: PersonalData.Digest(Words(after, StaffRules.Raised, StaffRules.RaisedByResponder)));
        }

        foreach (var opening in after.Openings.Skip(before?.Openings.Length ?? 0))
        {
            entries.Add(RecordActions.SealedOpened, by, amount: opening.Number, personal: PersonalData.Digest(opening.Reason));
        }

        if (before is not null && (before.ErasedAt, before.ReducedAt) != (after.ErasedAt, after.ReducedAt))
        {
            // All else that changes is what was deleted.
            entries.Add(RecordActions.RequestErased, by);
            return entries.Drafts();
        }

        Person(before, after, entries);
        Offers(before, after, entries);
        Assignments(before, after, entries);
        if (after.Wave > Math.Max(1, before?.Wave ?? 0))
        {
            entries.Add(RecordActions.RequestWave, entries.StaffOrSystem, amount: after.Wave);
        }

        if (after.Pause != before?.Pause)
        {
            entries.Add(after.Pause is null ? RecordActions.RequestResumed : RecordActions.RequestPaused, entries.StaffOrSystem);
        }

        if (before is not null && before.Owner != after.Owner)
        {
            entries.Add(RecordActions.RequestOwner, by.Account == after.Owner ? by : Actor.System, with: Codes.Account(after.Owner));
        }

        if (after.State != (before?.State ?? RequestState.Submitted))
        {
            State(before, after, entries);
        }

        return entries.Drafts();
    }

    /// <summary>What the resident does about the own data.</summary>
    private static void Person(Request? before, Request after, Sheet entries)
    {
        if (after.KeepsToStation != (before?.KeepsToStation ?? false))
        {
            entries.Add(after.KeepsToStation ? RecordActions.ConsentWithdrawn : RecordActions.ConsentGiven, entries.By, Purpose.Neighbours);
        }

        if (after.AllowsTranscript != (before?.AllowsTranscript ?? false))
        {
            entries.Add(after.AllowsTranscript ? RecordActions.ConsentGiven : RecordActions.ConsentWithdrawn, entries.By, Purpose.Transcript);
        }

        if (after.ExportedAt != before?.ExportedAt)
        {
            entries.Add(RecordActions.DataExported, entries.By);
        }
    }

    private static void State(Request? before, Request after, Sheet entries)
    {
        var isWord = after.State is not (RequestState.Matching or RequestState.Offered or RequestState.Unfilled);
        var isNotKept = after.State == RequestState.Unfilled && after.Attempt > (before?.Attempt ?? 1);
        entries.Add(
            isNotKept ? RecordActions.RequestNotKept : ActionOf(after.State),
            isWord || isNotKept ? entries.By : entries.StaffOrSystem,
            personal: after.Closed ? PersonalData.Digest(after.CloseReason) : isNotKept ? PersonalData.Digest(Words(after, "not-kept")) : null);
    }

    private static void Offers(Request? before, Request after, Sheet entries)
    {
        foreach (var offer in after.Offers)
        {
            var known = before?.FindOffer(offer.Id);
            if (known is null)
            {
                entries.Add(RecordActions.OfferMade, offer.ByHand ? entries.By : Actor.System, offer, offer.ByHand ? "by-hand" : null, offer.Wave);
            }

            if (offer.State != (known?.State ?? OfferState.Pending))
            {
                Outcome(before, after, offer, entries);
            }
        }

        foreach (var gone in before?.Pending().Where(offer => after.FindOffer(offer.Id) is null) ?? [])
        {
            entries.Add(RecordActions.OfferWithdrawn, Actor.System, gone, Forgotten);
        }
    }

    private static void Outcome(Request? before, Request after, Offer offer, Sheet entries)
    {
        switch (offer.State)
        {
            case OfferState.Accepted:
                // How long the resident waited is known once: when nobody had accepted before.
                long? waited = before is { Assignments.IsEmpty: false } || after.Assignments is not [var first, ..] || first.OfferId != offer.Id
                    ? null
                    : Math.Max(0, (long)(entries.Now - after.Need.SubmittedAt).TotalSeconds);
                entries.Add(RecordActions.OfferAccepted, entries.Responder(offer.ResponderId, offer.Kind), offer, amount: waited);
                break;
            case OfferState.Declined:
                var later = after.Later.Any(wish => wish.ResponderId == offer.ResponderId && before?.Later.Contains(wish) != true);
                entries.Add(
                    RecordActions.OfferDeclined, entries.Responder(offer.ResponderId, offer.Kind), offer, later ? "later" : null, personal: PersonalData.Digest(offer.Reason));
                break;
            case OfferState.Lapsed:
                entries.Add(RecordActions.OfferLapsed, Actor.System, offer);
                break;
            default:
                entries.Add(RecordActions.OfferWithdrawn, entries.StaffOrSystem, offer, offer.Reason);
                break;
        }
    }

    private static void Assignments(Request? before, Request after, Sheet entries)
    {
        foreach (var assignment in after.Assignments)
        {
            // That it begins is said by the accepted offer.
            if (assignment.State == (before?.FindAssignment(assignment.OfferId)?.State ?? AssignmentState.Accepted))
            {
                continue;
            }

            var own = entries.Responder(assignment.ResponderId, assignment.Kind);
            switch (assignment.State)
            {
                case AssignmentState.EnRoute:
                    entries.Add(RecordActions.AssignmentEnRoute, own, assignment);
                    break;
                case AssignmentState.OnSite:
                    entries.Add(RecordActions.AssignmentOnSite, own, assignment);
                    break;
                case AssignmentState.Completed:
                    entries.Add(RecordActions.AssignmentCompleted, own, assignment, amount: (long)(entries.Now - assignment.AcceptedAt).TotalMinutes);
                    break;
                case AssignmentState.HandedBack:
                    entries.Add(RecordActions.AssignmentHandedBack, own, assignment, personal: PersonalData.Digest(Words(after, "handed-back")));
                    break;
                case AssignmentState.NoShow:
                    entries.Add(RecordActions.AssignmentNoShow, Actor.System, assignment);
                    break;
                default:
                    entries.Add(RecordActions.AssignmentWithdrawn, entries.StaffOrSystem, assignment);
                    break;
            }
        }
    }

    /// <summary>What somebody wrote beside the newest event of a kind.</summary>
    private static string? Words(Request request, params ReadOnlySpan<string> whats)
    {
        for (var place = request.Timeline.Length - 1; place >= 0; place--)
        {
            if (whats.Contains(request.Timeline[place].What))
            {
                return request.Timeline[place].Note;
            }
        }

        return null;
    }

    private static string ActionOf(RequestState state) => state switch
    {
        RequestState.Submitted => RecordActions.RequestSubmitted,
        RequestState.Matching => RecordActions.RequestMatching,
        RequestState.Offered => RecordActions.RequestOffered,
        RequestState.Assigned => RecordActions.RequestAssigned,
        RequestState.Completed => RecordActions.RequestCompleted,
        RequestState.Confirmed => RecordActions.RequestConfirmed,
        RequestState.Unfilled => RecordActions.RequestUnfilled,
        RequestState.Cancelled => RecordActions.RequestCancelled,
        _ => RecordActions.RequestReferred,
    };
}
