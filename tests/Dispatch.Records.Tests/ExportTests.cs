using Dispatch.Contracts.Records;
using Dispatch.Records.Exports;
using Dispatch.Records.Verifying;
using Shouldly;

namespace Dispatch.Records.Tests;

public class ExportTests
{
    [Fact]
    public async Task Export_OfTwoDaysAndTwoLedgers_HoldsARootForEachDay()
    {
        await using var record = await RecordStore.OpenAsync(RecordStore.Sqlite);
        await record.AppendAsync(3);
        await record.AppendAsync(2, from: 4, now: RecordStore.Noon.AddDays(1));
        await record.AppendAsync(1, "fucheng");
        using var folder = new Folder();
        var export = new ExportFolder(folder.Path);

        (await export.WriteAsync(record.Source, default)).ShouldBe((6, 3));

        export.ReadRoots().Select(root => (root.Ledger, root.Sequence)).ShouldBe([("fucheng", 1L), ("zhuoda", 3L), ("zhuoda", 5L)]);
        (await LedgerVerifier.RunAsync(export, export.ReadRoots(), default)).Findings.ShouldBeEmpty();
        (await record.VerifyAsync([.. await export.ReadMarksAsync(default)])).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_BentByHand_IsFoundWithoutTheStore()
    {
        await using var record = await RecordStore.OpenAsync(RecordStore.Sqlite);
        await record.AppendAsync(6);
        using var folder = new Folder();
        var export = new ExportFolder(folder.Path);
        await export.WriteAsync(record.Source, default);
        var file = Path.Combine(folder.Path, "entries-zhuoda.jsonl");
        var lines = await File.ReadAllLinesAsync(file);

        await File.WriteAllLinesAsync(file, lines.Select((line, place) => place == 2 ? line.Replace("escort", "errand", StringComparison.Ordinal) : line));
        Kind(await LedgerVerifier.RunAsync(export, export.ReadRoots(), default)).ShouldBe((FindingKind.Altered, 3));
        await File.WriteAllLinesAsync(file, lines.Take(4));
        Kind(await LedgerVerifier.RunAsync(export, export.ReadRoots(), default)).ShouldBe((FindingKind.Truncated, 5));
    }

    [Fact]
    public async Task Export_IntoADirectoryThatHoldsOne_IsRefused()
    {
        await using var record = await RecordStore.OpenAsync(RecordStore.Sqlite);
        await record.AppendAsync(1);
        using var folder = new Folder();
        await new ExportFolder(folder.Path).WriteAsync(record.Source, default);

        (await Should.ThrowAsync<IOException>(() => new ExportFolder(folder.Path).WriteAsync(record.Source, default))).Message.ShouldContain("never written over");
    }

    [Fact]
    public async Task Export_WithALineThatIsNoEntry_IsNamedByItsLine()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "roots.jsonl"), "");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "entries-zhuoda.jsonl"), "{\"sequence\": 1}\n");

        var failure = await Should.ThrowAsync<IOException>(() => LedgerVerifier.RunAsync(new ExportFolder(folder.Path), [], default));
        failure.Message.ShouldBe("Line 1 of 'entries-zhuoda.jsonl' is no entry.");
    }

    private static (FindingKind, long) Kind(VerifyReport report) => (report.Findings.ShouldHaveSingleItem().Kind, report.Findings[0].Sequence);
}
