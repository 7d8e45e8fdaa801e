using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Records;

/// <summary>The entries of one commit of a responder: who the person is and when on duty. Offers and assignments are the request's to tell.</summary>
public static class ResponderEntries
{
    public static ImmutableArray<RecordDraft> Of(Responder? before, Responder after, DateTimeOffset now)
    {
        if (before is not null && ReferenceEquals(before.Profile, after.Profile) && before.ByHand?.Since == after.ByHand?.Since)
        {
            return [];
        }

        var drafts = ImmutableArray.CreateBuilder<RecordDraft>();
        if (before is null)
        {
            drafts.Add(Draft(after, now, RecordActions.ResponderEnrolled, Actor.System, null) with { Personal = PersonalData.Digest(after.Profile.Name) });
        }
        else if (!ProfileCheck.Same(before.Profile, after.Profile))
        {
            drafts.Add(Draft(after, now, RecordActions.ResponderChanged, Actor.System, null) with { Personal = PersonalData.Digest(after.Profile.Name) });
        }

        var self = new Actor(after.Profile.Id, Codes.RoleOf(after.Profile.Kind), after.Profile.StationId);
        if (before?.ByHand is { } ended && after.ByHand?.Since != ended.Since)
        {
            drafts.Add(Draft(after, now, RecordActions.DutyEnded, self, Math.Max(0, (long)(now - ended.Since).TotalMinutes)));
        }

        if (after.ByHand is { } started && before?.ByHand?.Since != started.Since)
        {
            drafts.Add(Draft(after, now, RecordActions.DutyStarted, self, null));
        }

        return drafts.DrainToImmutable();
    }

    private static RecordDraft Draft(Responder of, DateTimeOffset now, string action, Actor who, long? amount) => new(
        of.Profile.StationId,
        now,
        who.Account,
        ReferenceEquals(who, Actor.System) ? null : who.Role,
        action,
        Codes.Responder(of.Profile.Id),
        new Facets(Responder: Codes.Of(of.Profile.Kind), Amount: amount));
}
