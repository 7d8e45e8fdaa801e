using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;

namespace Dispatch.Domain.Records;

/// <summary>What a ledger enters about itself.</summary>
public static class LedgerNotes
{
    /// <summary>A clock is corrected by less all the time; more is worth an entry.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    /// <summary>Whether the ledger's clock lies before the time of its last entry.</summary>
    public static bool IsBack(LedgerHead head, DateTimeOffset now) => head.Sequence > 0 && now < head.RecordedAt - Slack;

    /// <summary>The clock went back. Entries keep their order by sequence, and the time of recording stands still until the clock has caught up.</summary>
    public static CommittedDraft ClockBack(LedgerHead head, DateTimeOffset now) => Note(
        head, "clock", RecordActions.ClockBack, now, new Facets(Amount: (long)(head.RecordedAt - now).TotalSeconds));

    /// <summary>The chain lacks, or holds otherwise, an entry that this ledger wrote.</summary>
    public static CommittedDraft Torn(LedgerHead written, LedgerHead found, DateTimeOffset now) => Note(
        found, "torn", RecordActions.LedgerTorn, now, new Facets(Item: written.Hash, Amount: written.Sequence));

    private static CommittedDraft Note(LedgerHead head, string what, string action, DateTimeOffset now, Facets facets) => new(
        string.Create(CultureInfo.InvariantCulture, $"ledger/{head.Ledger}/{what}-{head.Sequence}-{(now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}"),
        new RecordDraft(head.Ledger, now, Actor.System.Account, null, action, $"station/{head.Ledger}", facets));
}
