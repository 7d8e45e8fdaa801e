using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;

namespace Dispatch.Domain.Privacy;

/// <summary>What one step of the purge finds: whom to ask, and how far the record was read.</summary>
/// <param name="Subjects">Ids of requests, or account names.</param>
/// <param name="Upto">The last entry that is old enough.</param>
/// <param name="Finished">What comes behind is too young, or nothing comes.</param>
public sealed record PurgeStep(ImmutableArray<string> Subjects, long Upto, bool Finished);

/// <summary>When a station's purge runs and whom it asks.</summary>
public static class PurgeRules
{
    /// <summary>Subjects that may wait to be asked again: four steps of the walk (ours).</summary>
    public const int MostRepeats = 1_024;

    /// <summary>How much further than the night before a night may look (ours): a week, in which somebody sees that the clock is wrong.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromDays(7);

    /// <summary>
    /// A night is purged once: at or after the hour, and never for a day before one that is finished, so that a clock set back repeats nothing. A finished
    /// night that lies further ahead than tomorrow was one of a clock that had jumped: nights must not wait until its day comes.
    /// </summary>
    public static bool IsDue(PurgeState state, DateTimeOffset local, int hour)
    {
        var today = DateOnly.FromDateTime(local.DateTime);
        return local.Hour >= hour && (state.LastNight is not { } last || last < today || last > today.AddDays(1));
    }

    /// <summary>
    /// The moment that retention is counted back from: now, but at most a week after that of the night before. A clock that jumped by years so deletes a
    /// week's worth each night and no more, and a product that was off for long catches up by itself.
    /// </summary>
    public static DateTimeOffset AsOf(PurgeState state, DateTimeOffset now) =>
        (state.AsOf ?? Midnight(state.LastNight)) is { } last && now - last > MostAhead ? last + MostAhead : now;

    /// <summary>Entries in their order, as far as they are old enough. They are judged by when they were recorded, which never goes back in a chain.</summary>
    public static PurgeStep Next(ImmutableArray<LedgerEntry> entries, long from, DateTimeOffset cutoff, Retention what, int most)
    {
        var subjects = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in entries)
        {
            if (entry.RecordedAt > cutoff)
            {
                return new PurgeStep(subjects.DrainToImmutable(), from, Finished: true);
            }

            from = entry.Sequence;
            if (Ends(entry.Action, what))
            {
                subjects.Add(entry.Subject[(entry.Subject.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            }
        }

        return new PurgeStep(subjects.DrainToImmutable(), from, entries.Length < most);
    }

    /// <summary>How far the purge has come with one kind.</summary>
    public static long Place(PurgeState state, Retention what) => what switch
    {
        Retention.Case => state.Case,
        Retention.Service => state.Service,
        Retention.Unfilled => state.Unfilled,
        Retention.Invitation => state.Invitation,
        Retention.SideFile => state.SideFile,
        _ => state.Account,
    };

    public static PurgeState Moved(PurgeState state, Retention what, long upto) => what switch
    {
        Retention.Case => state with { Case = upto },
        Retention.Service => state with { Service = upto },
        Retention.Unfilled => state with { Unfilled = upto },
        Retention.Invitation => state with { Invitation = upto },
        Retention.SideFile => state with { SideFile = upto },
        _ => state with { Account = upto },
    };

    /// <summary>
    /// The state once these were asked: who has to be asked again is remembered, who answered is not. Null: more wait than are kept, so the walk
    /// must not go on. So many do not fail by themselves, and whoever is walked past unremembered would be kept for ever.
    /// </summary>
    public static PurgeState? Asked(PurgeState state, Retention what, IReadOnlyDictionary<string, PurgeOutcome> outcomes)
    {
        var waits = outcomes.Where(each => each.Value == PurgeOutcome.Repeat).Select(each => new PurgeRepeat(what, each.Key)).ToList();
        var left = state.Repeats.Where(each => each.What != what || !outcomes.ContainsKey(each.Subject) || waits.Contains(each)).ToList();
        ImmutableArray<PurgeRepeat> repeats = [.. left.Union(waits)];
        return repeats.Length > MostRepeats ? null
            : repeats.SequenceEqual(state.Repeats) ? state
            : state with { Repeats = repeats };
    }

    private static DateTimeOffset? Midnight(DateOnly? night) => night is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private static bool Ends(string action, Retention what) => what switch
    {
        Retention.Account => action == RecordActions.AccountClosed,
        Retention.Invitation => action == RecordActions.AccountInvited,
        Retention.SideFile => action == RecordActions.SideFileSettled,
        Retention.Unfilled => action is RecordActions.RequestUnfilled or RecordActions.RequestNotKept,

        // What a case was needed for ends with its last follow-up, with its closing or by being put aside, whichever comes last.
        _ => action is RecordActions.RequestConfirmed or RecordActions.RequestCancelled or RecordActions.RequestReferred
            or RecordActions.CaseClosed or RecordActions.CaseAside or RecordActions.CaseFollowUpTried or RecordActions.CaseFollowUpSettled,
    };
}
