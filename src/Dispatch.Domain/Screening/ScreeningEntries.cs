using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Screening;

/// <summary>The entries of one commit of a screening: ids and codes, never an answer, a score or a band.</summary>
public static class ScreeningEntries
{
    public static ImmutableArray<RecordDraft> Of(string requestId, ScreeningState? before, ScreeningState after, Actor by, DateTimeOffset now)
    {
        var drafts = ImmutableArray.CreateBuilder<RecordDraft>();
        void Add(string action) => drafts.Add(new RecordDraft(
            after.StationId, now, by.Account, by.Role, action, Codes.Request(requestId), new Facets(Reason: after.View.Instrument, Amount: after.Number)));

        if (before is null)
        {
            Add(RecordActions.ScreeningAsked);
        }

        if (after.View.AnsweredAt is not null && before?.View.AnsweredAt is null)
        {
            Add(RecordActions.ScreeningAnswered);
        }

        if (after.View.DecidedAt is not null && before?.View.DecidedAt is null)
        {
            Add(RecordActions.ScreeningDecided);
        }

        return drafts.DrainToImmutable();
    }
}
