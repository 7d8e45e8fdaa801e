using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Records;

/// <summary>The entries of one commit of a responder: who the person is and when on duty. Offers and assignments are the request's to tell.</summary>
public static class ResponderEntries
{
    /// <param name="before">The responder as committed before; null: it begins.</param>
    /// <param name="after">As it will be committed.</param>
    /// <param name="by">Who enters or changes the profile.</param>
    /// <param name="now">The moment of the commit.</param>
    public static ImmutableArray<RecordDraft> Of(Responder? before, Responder after, Actor by, DateTimeOffset now)
    {
        if (before is not null && ReferenceEquals(before.Profile, after.Profile) && before.ByHand?.Since == after.ByHand?.Since
            && before.PositionAllowed == after.PositionAllowed)
        {
            return [];
        }

        var drafts = ImmutableArray.CreateBuilder<RecordDraft>();
        var self = new Actor(after.Profile.Id, Codes.RoleOf(after.Profile.Kind), after.Profile.StationId);
        if (before is not null && before.ErasedAt != after.ErasedAt)
        {
            // The hours of the running duty count like any others: they stand before the last entry.
            var erased = Draft(after, now, RecordActions.ResponderErased, Actor.System, null);
            return before.ByHand is { } running ? [Ended(after, running, self, now), erased] : [erased];
        }

        if (before is null)
        {
            drafts.Add(Draft(after, now, RecordActions.ResponderEnrolled, by, null) with { Personal = PersonalData.Digest(after.Profile.Name) });
        }
        else if (after.Qualifications is [.., var last] && (before.Qualifications.IsEmpty || before.Qualifications[^1] != last))
        {
            drafts.Add(Draft(after, now, RecordActions.ResponderQualified, by, null) with { Personal = PersonalData.Digest(last.Reason) });
        }
        else if (!ProfileCheck.Same(before.Profile, after.Profile))
        {
            drafts.Add(Draft(after, now, RecordActions.ResponderChanged, by, null) with { Personal = PersonalData.Digest(after.Profile.Name) });
        }

        if (after.PositionAllowed is { } allowed && allowed != before?.PositionAllowed)
        {
            var consent = Draft(after, now, allowed ? RecordActions.ConsentGiven : RecordActions.ConsentWithdrawn, self, null);
            drafts.Add(consent with { Facets = consent.Facets with { Reason = Codes.Of(Purpose.Position) } });
        }

        if (before?.ByHand is { } ended && after.ByHand?.Since != ended.Since)
        {
            drafts.Add(Ended(after, ended, self, now));
        }

        if (after.ByHand is { } started && before?.ByHand?.Since != started.Since)
        {
            drafts.Add(Draft(after, now, RecordActions.DutyStarted, self, null));
        }

        return drafts.DrainToImmutable();
    }

    private static RecordDraft Ended(Responder of, Responders.Duty duty, Actor self, DateTimeOffset now) =>
        Draft(of, now, RecordActions.DutyEnded, self, Math.Max(0, (long)(now - duty.Since).TotalMinutes));

    private static RecordDraft Draft(Responder of, DateTimeOffset now, string action, Actor who, long? amount) => new(
        of.Profile.StationId,
        now,
        who.Account,
        who == Actor.System ? null : who.Role,
        action,
        Codes.Responder(of.Profile.Id),
        new Facets(Responder: Codes.Of(of.Profile.Kind), Amount: amount));
}
