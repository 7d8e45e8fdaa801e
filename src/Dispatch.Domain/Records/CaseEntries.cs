using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Cases;

namespace Dispatch.Domain.Records;

/// <summary>The entries of one commit of a case, found by comparing: what its history gained, and what happened to the file itself. No words, no notes.</summary>
public static class CaseEntries
{
    /// <param name="before">The file as committed before; null: it begins.</param>
    /// <param name="after">As it will be committed.</param>
    /// <param name="now">The moment of the commit.</param>
    public static ImmutableArray<RecordDraft> Of(CaseFile? before, CaseFile after, DateTimeOffset now)
    {
        var drafts = ImmutableArray.CreateBuilder<RecordDraft>();
        if (before is null)
        {
            drafts.Add(Draft(after, Actor.System, RecordActions.CaseAsked, now));
        }

        if (after.ErasedAt is not null && before?.ErasedAt is null)
        {
            drafts.Add(Draft(after, Actor.System, RecordActions.CaseErased, now));
        }

        if (after.Case is null)
        {
            foreach (var change in after.Level.Changes.Skip(before?.Level.Changes.Length ?? after.Level.Changes.Length))
            {
                var action = change.Step == LevelStep.Raised ? RecordActions.CaseLevelRaised : RecordActions.CaseLevelWarned;
                drafts.Add(Draft(after, new Actor(change.By, change.Role, null), action, now, change.Reason));
            }
        }

        if (after.Aside is { } aside && before?.Aside is null)
        {
            drafts.Add(Draft(after, new Actor(aside.By, aside.Role, null), RecordActions.CaseAside, now, aside.Reason));
        }

        foreach (var said in after.DemandReasons.TakeLast((int)Math.Min(after.DemandReasons.Length, after.Asks.Version - (before?.Asks.Version ?? 0))))
        {
            drafts.Add(Draft(after, new Actor(said.By, said.Role, null), Action(said.What), now, said.Reason));
        }

        foreach (var opening in after.Openings.Skip(before?.Openings.Length ?? 0))
        {
            drafts.Add(Draft(after, new Actor(opening.By, opening.Role, null), RecordActions.CaseNotesOpened, now, opening.Reason, opening.Number));
        }

        foreach (var happened in New(before?.Case, after.Case))
        {
            drafts.Add(Draft(after, new Actor(happened.By, happened.Role, null), Action(happened.Kind), now, happened.Reason));
        }

        return drafts.ToImmutable();
    }

    /// <summary>The code of what a case's history calls <paramref name="kind"/>.</summary>
    internal static string Action(string kind) => "case." + (kind.StartsWith("case-", StringComparison.Ordinal) ? kind["case-".Length..] : kind);

    /// <summary>The history holds the newest only, so what is new is counted by the version.</summary>
    internal static IEnumerable<CaseEvent> New(CareCase? before, CareCase? after) =>
        after is null ? [] : after.History.TakeLast((int)Math.Min(after.History.Length, after.Version - (before?.Version ?? 0)));

    private static RecordDraft Draft(CaseFile file, Actor by, string action, DateTimeOffset now, string? words = null, long? amount = null) => new(
        file.StationId,
        now,
        by.Account,
        by.Account == Actor.System.Account ? null : by.Role,
        action,
        Codes.Case(file.Id),
        new Facets(
            Community: file.Area,
            Service: file.Service,
            Level: Codes.Of(file.Standing.Level),
            With: action is RecordActions.CaseOpened or RecordActions.CaseHandedOver ? Codes.Account(file.Case!.Owner) : null,
            Amount: amount),
        PersonalData.Digest(words));
}
