using System.Diagnostics;
using System.Globalization;
using Dispatch.Contracts.Records;
using Dispatch.Records.Hosting;
using Dispatch.Records.Postgres;
using Dispatch.Records.Sqlite;
using Dispatch.Records.Verifying;

namespace Dispatch.Benchmarks.Ledger;

/// <summary>Entries appended and verified in a second.</summary>
internal static class LedgerBenchmark
{
    private const int EntriesOfARequest = 12;
    private const int RequestsAtOnce = 200;

    /// <summary>Fills a store with so many entries, in batches such as a busy ledger makes; answers the rate.</summary>
    public static async Task<double> FillAsync(string? postgres, string directory, int entries)
    {
        ILedgerStore store = postgres is null ? new SqliteLedgerStore(Path.Combine(directory, RecordsHosting.FileName)) : new PostgresLedgerStore(postgres);
        var generator = new RecordGenerator();
        var heads = new Dictionary<string, LedgerHead>();
        foreach (var ledger in RecordGenerator.Ledgers)
        {
            heads[ledger] = await store.HeadAsync(ledger, default);
        }

        var clock = new Stopwatch();
        for (var done = 0; done < entries;)
        {
            foreach (var ledger in RecordGenerator.Ledgers)
            {
                var drafts = generator.Next(ledger, RequestsAtOnce);
                clock.Start();
                heads[ledger] = await store.AppendAsync(heads[ledger], drafts, drafts[^1].Draft.At, default);
                clock.Stop();
                done += RequestsAtOnce * EntriesOfARequest;
            }
        }

        await ((IAsyncDisposable)store).DisposeAsync();
        return entries / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Verifies the whole store; answers the rate. Anything wrong with it is an error.</summary>
    public static async Task<double> VerifyAsync(string? postgres, string directory)
    {
        var clock = Stopwatch.StartNew();
        var report = await LedgerVerifier.RunAsync(RecordsHosting.OpenRecord(postgres, directory)!, [], default);
        return report.Findings.Count == 0
            ? report.Entries / clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException(report.Findings[0].ToString());
    }

    public static async Task RunAsync(TextWriter output, string? postgres, string directory, int entries, int rounds)
    {
        var store = postgres is null ? "sqlite" : "postgres";
        var append = await FillAsync(postgres, directory, entries);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"ledger {store} entries={entries} append_per_s={append:F0}"));
        for (var round = 0; round < rounds; round++)
        {
            var verify = await VerifyAsync(postgres, directory);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"ledger {store} verify_per_s={verify:F0}"));
        }
    }
}
