using Dispatch.Contracts.Records;
using Shouldly;

namespace Dispatch.Records.Tests;

public class LedgerStoreTests
{
    public static TheoryData<string> Kinds => [RecordStore.Sqlite, RecordStore.Postgres];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Chain_OfSeveralAppends_IsOneInUnbrokenOrder(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);

        await record.AppendAsync(37);
        await record.AppendAsync(5, from: 38);
        await record.AppendAsync(3, "fucheng");

        var entries = await record.EntriesAsync();
        entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 42).Select(number => (long)number));
        entries.Zip(entries.Skip(1)).ShouldAllBe(pair => pair.Second.PrevHash.SequenceEqual(pair.First.Hash));
        entries[1].Digest.Length.ShouldBe(32);
        entries[0].Digest.IsEmpty.ShouldBeTrue();
        var report = await record.VerifyAsync();
        report.Findings.ShouldBeEmpty();
        (report.Entries, report.Heads.Count).ShouldBe((45, 2));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Draft_SentAgain_IsHeldOnce(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        var head = await record.AppendAsync(3);

        var again = await record.Store.AppendAsync(head, [RecordStore.Draft(2), RecordStore.Draft(4), RecordStore.Draft(4)], RecordStore.Noon, default);

        again.Sequence.ShouldBe(4);
        (await record.Store.AppendAsync(again, [RecordStore.Draft(4)], RecordStore.Noon, default)).ShouldBe(again);
        (await record.Store.FindAsync(["request/zhuoda-4/4", "request/nobody/1"], default)).ShouldBe(["request/zhuoda-4/4"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Append_BehindAnOldHead_IsRefusedAndWritesNothing(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        var old = await record.AppendAsync(2);
        await record.AppendAsync(1, from: 3);

        await Should.ThrowAsync<LedgerConflictException>(() => record.Store.AppendAsync(old, [RecordStore.Draft(9)], RecordStore.Noon, default));

        (await record.EntriesAsync()).Length.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Append_OfTwoProcessesAtOnce_LeavesOneChain(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        var other = record.Open();
        var head = await record.AppendAsync(1);

        var both = await Task.WhenAll(Try(record.Store, head, 2), Try(other, head, 3));

        both.Count(won => won).ShouldBe(1);
        (await record.VerifyAsync()).Findings.ShouldBeEmpty();
        await ((IAsyncDisposable)other).DisposeAsync();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Time_OfAClockSetBack_NeverGoesBackInTheRecord(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        await record.AppendAsync(1);

        await record.AppendAsync(1, from: 2, now: RecordStore.Noon.AddHours(-3));

        var entries = await record.EntriesAsync();
        entries[1].RecordedAt.ShouldBe(entries[0].RecordedAt);
        entries[1].At.ShouldBe(RecordStore.Noon.AddSeconds(2));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Salt_OnceForgotten_LeavesTheChainVerifiable(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        var head = await record.AppendAsync(4);
        var before = (await record.EntriesAsync())[1];

        await record.Store.ForgetAsync("request/zhuoda-2", default);
        await record.Store.ForgetAsync("request/zhuoda-2", default);
        var same = RecordStore.Draft(2).Draft;
        await record.Store.AppendAsync(head, [new CommittedDraft("request/zhuoda-2/9", same)], RecordStore.Noon, default);

        (await record.VerifyAsync()).Findings.ShouldBeEmpty();
        (await record.EntriesAsync())[4].Digest.ShouldNotBe(before.Digest, "The old salt is gone, so the same data digests otherwise.");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Text_ThatADatabaseCannotKeep_DoesNotHoldUpTheChain(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        var odd = RecordStore.Draft(1).Draft with { Actor = "nul\0 and half \ud83d pair", Subject = new string('x', 900), Facets = new Facets(Reason: "", Item: "报到 🌊") };

        await record.Store.AppendAsync(LedgerHead.Empty(RecordStore.Ledger), [new CommittedDraft("test/odd/1", odd)], RecordStore.Noon, default);

        var entry = (await record.EntriesAsync()).ShouldHaveSingleItem();
        (entry.Actor, entry.Subject.Length, entry.Facets.Reason, entry.Facets.Item).ShouldBe(("nul\ufffd and half \ufffd pair", 256, "", "报到 🌊"));
        (await record.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    private static async Task<bool> Try(ILedgerStore store, LedgerHead head, int number)
    {
        try
        {
            await store.AppendAsync(head, [RecordStore.Draft(number)], RecordStore.Noon, default);
            return true;
        }
        catch (LedgerConflictException)
        {
            return false;
        }
    }
}
