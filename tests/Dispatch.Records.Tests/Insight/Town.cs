using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Records.Insight;
using Dispatch.Records.Memory;
using Dispatch.Records.Postgres;
using Dispatch.Records.Sqlite;

namespace Dispatch.Records.Tests.Insight;

/// <summary>The same few hundred random entries of two stations in a database and in memory, and random questions about them.</summary>
internal sealed class Town : IAsyncDisposable
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TimeZoneInfo Sanya = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTimeOffset Begin = new(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly string?[] Communities = [null, "DZ", "HL", ""];
    private static readonly string?[] Services = ["escort", "visit", "o'neill; DROP TABLE LedgerEntry", null];
    private static readonly string?[] Levels = ["general", "serious", "highRisk"];
    private static readonly string?[] Bands = [null, "60-69", "70-79"];
    private static readonly string?[] Kinds = [null, "volunteer", "counsellor"];
    private static readonly ImmutableArray<string> Actions = ["request.submitted", "offer.made", "offer.accepted", "assignment.completed"];
    private static readonly Facet[] Countable = Enum.GetValues<Facet>();

    private readonly RecordStore _record;

    private Town(RecordStore record, IInsight insight, MemoryLedgerStore memory) => (_record, Insight, Truth) = (record, insight, new MemoryInsight(memory));

    public IInsight Insight { get; }

    public IInsight Truth { get; }

    public static async Task<Town> OpenAsync(string kind, int entries)
    {
        var record = await RecordStore.OpenAsync(kind);
        var memory = new MemoryLedgerStore();
        var random = new Random(7);
        foreach (var station in new[] { "zhuoda", "berlin" })
        {
            ImmutableArray<CommittedDraft> drafts = [.. Enumerable.Range(1, entries).Select(number => Draft(station, number, random))];
            await record.Store.AppendAsync(LedgerHead.Empty(station), drafts, Begin, default);
            await memory.AppendAsync(LedgerHead.Empty(station), drafts, Begin, default);
        }

        return new Town(record, kind == RecordStore.Sqlite ? new SqliteInsight(record.Place) : new PostgresInsight(record.Place), memory);
    }

    public static InsightQuery Ask(Random random)
    {
        var from = DateOnly.FromDateTime(Begin.UtcDateTime).AddDays(random.Next(-2, 16));
        var to = from.AddDays(random.Next(12));
        int? hour = from == to && random.Next(2) == 0 ? random.Next(24) : null;
        var windows = ImmutableArray.CreateBuilder<LedgerWindow>();
        if (random.Next(3) > 0)
        {
            windows.AddRange(LocalTime.Windows("zhuoda", Sanya, from, to, hour));
        }

        if (random.Next(3) > 0)
        {
            windows.AddRange(LocalTime.Windows("berlin", Berlin, from, to, hour));
        }

        var filters = new[] { (Facet.Community, Communities), (Facet.Service, Services), (Facet.Level, Levels), (Facet.AgeBand, Bands), (Facet.Responder, Kinds) }
            .Where(_ => random.Next(4) == 0)
            .Select(each => new FacetFilter(each.Item1, [.. each.Item2.Where(_ => random.Next(2) == 0)]));
        var reading = (Reading)random.Next(3);
        return new InsightQuery(
            new InsightWhere(windows.ToImmutable(), [.. Actions.Where(_ => random.Next(3) > 0)], [.. filters], reading == Reading.Median || random.Next(4) == 0),
            [.. random.GetItems(Countable, random.Next(3)).Distinct()],
            reading);
    }

    public async ValueTask DisposeAsync()
    {
        await ((Insight as IAsyncDisposable)?.DisposeAsync() ?? default);
        (Insight as IDisposable)?.Dispose();
        await _record.DisposeAsync();
    }

    private static CommittedDraft Draft(string station, int number, Random random)
    {
        var facets = new Contracts.Records.Facets(
            Pick(Communities), Pick(Services), Pick(Levels), Pick(Kinds), Pick(Bands), Amount: random.Next(3) == 0 ? null : random.Next(6) * 60);

        // Many at one moment, as one commit makes them: their order is then told by their place in the ledger.
        var at = Begin.AddHours(random.Next(24 * 18)).AddMicroseconds(random.Next(2));
        return new CommittedDraft(
            $"test/{station}/{number}", new RecordDraft(station, at, "coordinator", Role.Coordinator, Actions[random.Next(Actions.Length)], "request/" + number, facets));

        string? Pick(string?[] values) => values[random.Next(values.Length)];
    }
}
