using System.Data.Common;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Exports;
using Dispatch.Records.Verifying;
using Shouldly;

namespace Dispatch.Records.Tests;

/// <summary>What an operator with rights to the database can do, and what verifying says of it.</summary>
public class TamperTests
{
    private const int Count = 12;

    public static TheoryData<string> Kinds => [RecordStore.Sqlite, RecordStore.Postgres];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Table_LeftAsItIs_RefusesChangesByMistake(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        await record.AppendAsync(Count);

        await Should.ThrowAsync<DbException>(() => record.ExecuteAsync("UPDATE LedgerEntry SET Actor = 'nobody' WHERE Sequence = 3"));
        await Should.ThrowAsync<DbException>(() => record.ExecuteAsync("DELETE FROM LedgerEntry WHERE Sequence = 3"));

        (await record.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public Task Entry_Edited_IsNamed(string kind) => FindsAsync(
        kind, record => record.ExecuteAsync("UPDATE LedgerEntry SET Actor = 'nobody' WHERE Sequence = 5"), FindingKind.Altered, 5);

    [Theory, MemberData(nameof(Kinds))]
    public Task Facet_Edited_IsNamed(string kind) => FindsAsync(
        kind, record => record.ExecuteAsync("UPDATE LedgerEntry SET Amount = NULL WHERE Sequence = 5"), FindingKind.Altered, 5);

    [Theory, MemberData(nameof(Kinds))]
    public Task Entry_EditedWithItsHash_IsNamed(string kind) => FindsAsync(
        kind,
        async record =>
        {
            var entries = await record.EntriesAsync();
            var forged = entries[4] with { Actor = "nobody" };
            await record.ExecuteAsync("DELETE FROM LedgerEntry WHERE Sequence = 5");
            await record.InsertAsync(forged with { Hash = [.. new CanonicalForm().Of(forged).Hash()] });
        },
        FindingKind.Altered,
        5);

    [Theory, MemberData(nameof(Kinds))]
    public Task Entry_Deleted_IsNamed(string kind) => FindsAsync(
        kind, record => record.ExecuteAsync("DELETE FROM LedgerEntry WHERE Sequence = 5"), FindingKind.Missing, 5);

    [Theory, MemberData(nameof(Kinds))]
    public Task Entry_DeletedAndTheRestRenumbered_IsNamed(string kind) => FindsAsync(
        kind,
        async record =>
        {
            await record.ExecuteAsync("DELETE FROM LedgerEntry WHERE Sequence = 5");
            await record.ShiftAsync(6, -1);
        },
        FindingKind.Missing,
        5);

    [Theory, MemberData(nameof(Kinds))]
    public Task Entry_PutIn_IsNamed(string kind) => FindsAsync(
        kind,
        async record =>
        {
            var entries = await record.EntriesAsync();
            await record.ShiftAsync(5, 1);
            await record.InsertAsync(Chain.Link(Chain.Head(entries[3]), [RecordStore.Draft(99)], _ => new byte[32], RecordStore.Noon));
        },
        FindingKind.Inserted,
        5);

    [Theory, MemberData(nameof(Kinds))]
    public Task Entries_Swapped_AreNamed(string kind) => FindsAsync(
        kind,
        record => record.ExecuteAsync(
            "UPDATE LedgerEntry SET Sequence = 0 WHERE Sequence = 5; UPDATE LedgerEntry SET Sequence = 5 WHERE Sequence = 7; "
            + "UPDATE LedgerEntry SET Sequence = 7 WHERE Sequence = 0"),
        FindingKind.Reordered,
        5);

    [Theory, MemberData(nameof(Kinds))]
    public async Task Tail_CutOff_IsSeenByTheHeadThatTheLedgerKeeps(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        var head = await record.AppendAsync(Count);
        await record.UnlockAsync();
        await record.ExecuteAsync("DELETE FROM LedgerEntry WHERE Sequence >= 9");

        (await record.VerifyAsync()).Findings.ShouldBeEmpty();
        var finding = (await record.VerifyAsync(head)).Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Sequence).ShouldBe((FindingKind.Truncated, 9));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Ledger_DeletedAsAWhole_IsSeenByTheHeadThatItKeeps(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        var head = await record.AppendAsync(Count);
        await record.UnlockAsync();
        await record.ExecuteAsync("DELETE FROM LedgerEntry");

        var finding = (await record.VerifyAsync(head)).Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Sequence).ShouldBe((FindingKind.Truncated, 1));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Chain_RecomputedAsAWhole_IsSeenByAnEarlierExport(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        await record.AppendAsync(Count);
        using var folder = new Folder();
        var export = new ExportFolder(folder.Path);
        (await export.WriteAsync(record.Source, default)).ShouldBe((Count, 1));

        var entries = await record.EntriesAsync();
        await record.UnlockAsync();
        await record.ExecuteAsync("DELETE FROM LedgerEntry WHERE Sequence >= 5");
        await record.InsertAsync(Chain.Link(
            Chain.Head(entries[3]), [.. Enumerable.Range(5, Count - 4).Select(number => RecordStore.Draft(number + 100))], _ => new byte[32], RecordStore.Noon));

        (await record.VerifyAsync()).Findings.ShouldBeEmpty("The chain fits together.");
        var finding = (await record.VerifyAsync([.. await export.ReadMarksAsync(default)])).Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Sequence).ShouldBe((FindingKind.Recomputed, 5));
    }

    private static async Task FindsAsync(string kind, Func<RecordStore, Task> bend, FindingKind expected, long sequence)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        await record.AppendAsync(Count);
        await record.UnlockAsync();

        await bend(record);

        var finding = (await record.VerifyAsync()).Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Sequence).ShouldBe((expected, sequence), finding.ToString());
    }
}
