using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Insight;
using Dispatch.Records.Sqlite;
using Shouldly;
using SQLitePCL;

namespace Dispatch.Records.Tests.Insight;

public class InsightTests
{
    private const int Entries = 400;
    private const int Asks = 150;

    public static TheoryData<string> Kinds => [RecordStore.Sqlite, RecordStore.Postgres];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Count_OfAnyQuestion_IsWhatTheDefinitionsSay(string kind)
    {
        await using var town = await Town.OpenAsync(kind, Entries);
        for (var seed = 0; seed < Asks; seed++)
        {
            var query = Town.Ask(new Random(seed));

            var (told, truth) = (await town.Insight.CountAsync(query, default), await town.Truth.CountAsync(query, default));

            Told(told).ShouldBe(Told(truth), $"seed {seed}");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cells_OfAnyTable_AddUpToTheListBehindIt(string kind)
    {
        await using var town = await Town.OpenAsync(kind, Entries);
        var nonEmpty = 0;
        for (var seed = 0; seed < Asks; seed++)
        {
            var query = Town.Ask(new Random(seed));
            var tally = await town.Insight.CountAsync(query, default);

            var list = await AllAsync(town.Insight, query.Where, most: 7 + (seed % 90));

            ((long)list.Length).ShouldBe(tally.Total.Count, $"seed {seed}");
            tally.Cells.Sum(cell => cell.Count).ShouldBe(tally.Total.Count, $"seed {seed}");
            list.Select(Name).Order().ShouldBe((await AllAsync(town.Truth, query.Where, 10_000)).Select(Name).Order(), $"seed {seed}");
            nonEmpty += list.Length > 0 ? 1 : 0;
            await EachCellAsync(town, query, tally, list, seed);
        }

        nonEmpty.ShouldBeGreaterThan(Asks / 3);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Count_OfTwoLedgersAskedByManyAtOnce_IsTheWholeEachTime(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        await record.AppendAsync(20, "zhuoda");
        await record.AppendAsync(30, "berlin");
        await record.CloseAsync();
        var days = new[] { "zhuoda", "berlin" }.SelectMany(it => LocalTime.Windows(it, TimeZoneInfo.Utc, new(2025, 1, 1), new(2026, 12, 31)));
        var query = new InsightQuery(new InsightWhere([.. days], Measure.Entries.Actions, []), [Facet.Station, Facet.Action]);
        var insight = record.Insight();

        var tallies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => insight.CountAsync(query, default)));

        tallies.ShouldAllBe(tally => tally.Total.Count == 50);
        await ((insight as IAsyncDisposable)?.DisposeAsync() ?? default);
        (insight as IDisposable)?.Dispose();
    }

    [Fact]
    public async Task Question_WhileAnotherOpensOrClosesTheFile_Waits()
    {
        await using var record = await RecordStore.OpenAsync(RecordStore.Sqlite);
        await record.AppendAsync(1);

        using var connection = SqliteFiles.OpenForReads(record.Place);

        // Of the connection itself: statements are run past the provider, which waits by itself.
        raw.sqlite3_prepare_v2(connection.Handle!, "PRAGMA busy_timeout", out var asked).ShouldBe(raw.SQLITE_OK);
        raw.sqlite3_step(asked).ShouldBe(raw.SQLITE_ROW);
        raw.sqlite3_column_int(asked, 0).ShouldBe(10_000);
        asked.Dispose();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task List_PageByPage_HoldsEveryEntryOnceNewestFirst(string kind)
    {
        await using var town = await Town.OpenAsync(kind, Entries);
        var where = Town.Ask(new Random(3)).Where with { Actions = Measure.Entries.Actions, Filters = [], WithAmount = false };
        var stations = new[] { "berlin", "zhuoda" };
        where = where with { Windows = [.. stations.SelectMany(it => LocalTime.Windows(it, TimeZoneInfo.Utc, new(2026, 3, 1), new(2026, 4, 30)))] };

        var list = await AllAsync(town.Insight, where, most: 37);

        list.Length.ShouldBe(2 * Entries);
        list.Select(Name).ShouldBeUnique();
        list.Zip(list.Skip(1)).ShouldAllBe(pair => EntryOrder.Compare(EntryOrder.Of(pair.First), EntryOrder.Of(pair.Second)) < 0);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Count_OfARecordThatNobodyHasWrittenYet_IsNothing(string kind)
    {
        await using var town = await Town.OpenAsync(kind, 0);

        (await town.Insight.CountAsync(new InsightQuery(Town.Ask(new Random(5)).Where, [Facet.Day]), default)).Cells.ShouldBeEmpty();
        (await town.Insight.ListAsync(Town.Ask(new Random(5)).Where, null, 10, default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Table_WithTooManyCells_IsRefused(string kind)
    {
        await using var record = await RecordStore.OpenAsync(kind);
        var many = TooWideException.MostCells + 1;
        await record.Store.AppendAsync(
            LedgerHead.Empty(RecordStore.Ledger),
            [.. Enumerable.Range(1, many).Select(number => new CommittedDraft(
                $"t/t/{number}", RecordStore.Draft(number).Draft with { Facets = new Contracts.Records.Facets($"C{number}") }))],
            RecordStore.Noon,
            default);
        var insight = record.Insight();
        var day = DateOnly.FromDateTime(RecordStore.Noon.UtcDateTime);
        var where = new InsightWhere(LocalTime.Windows(RecordStore.Ledger, TimeZoneInfo.Utc, day, day.AddDays(1)), ["request.submitted"], []);

        await Should.ThrowAsync<TooWideException>(() => insight.CountAsync(new InsightQuery(where, [Facet.Community]), default));

        (await insight.CountAsync(new InsightQuery(where, [Facet.Service]), default)).Total.Count.ShouldBe(many);
        await ((insight as IAsyncDisposable)?.DisposeAsync() ?? default);
    }

    /// <summary>Each cell by itself, asked for by its own condition as the page does.</summary>
    private static async Task EachCellAsync(Town town, InsightQuery query, Tally tally, ImmutableArray<LedgerEntry> list, int seed)
    {
        if (query.Groups.Length == 0 || query.Groups.Any(facet => facet.IsTime()))
        {
            return;
        }

        foreach (var cell in tally.Cells.Take(6))
        {
            var inCell = list.Where(entry => query.Groups.Select(facet => facet.Of(entry)).SequenceEqual(cell.Keys)).ToList();
            ((long)inCell.Count).ShouldBe(cell.Count, $"seed {seed}");
            var where = query.Where with
            {
                Actions = [.. query.Where.Actions.Where(action => Is(Facet.Action, action))],
                Windows = [.. query.Where.Windows.Where(window => Is(Facet.Station, window.Ledger))],
                Filters =
                [
                    .. query.Where.Filters,
                    .. query.Groups.Zip(cell.Keys).Where(key => key.First is not (Facet.Station or Facet.Action)).Select(key => new FacetFilter(key.First, [key.Second])),
                ],
            };
            (await town.Insight.ListAsync(where, null, 10_000, default)).Select(Name).Order().ShouldBe(inCell.Select(Name).Order(), $"seed {seed}");

            bool Is(Facet facet, string value) => query.Groups.IndexOf(facet) is var place && (place < 0 || cell.Keys[place] == value);
        }
    }

    private static async Task<ImmutableArray<LedgerEntry>> AllAsync(IInsight insight, InsightWhere where, int most)
    {
        var all = ImmutableArray.CreateBuilder<LedgerEntry>();
        EntryPlace? after = null;
        while (true)
        {
            var page = await insight.ListAsync(where, after, most, default);
            all.AddRange(page);
            if (page.Length < most)
            {
                return all.ToImmutable();
            }

            after = EntryOrder.Of(page[^1]);
        }
    }

    private static string Name(LedgerEntry entry) => $"{entry.Ledger}/{entry.Sequence} {entry.Action} {Micros.Of(entry.At)}";

    private static List<string> Told(Tally tally) =>
        [.. tally.Cells.Append(tally.Total).Select(cell => $"{string.Join('|', cell.Keys.Select(key => key ?? "none"))} {cell.Count} {cell.Value}")];
}
