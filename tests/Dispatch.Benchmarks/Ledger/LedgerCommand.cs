using System.CommandLine;
using Dispatch.Runtime.Tests.Storage;
using Npgsql;

namespace Dispatch.Benchmarks.Ledger;

/// <summary>The command line of the ledger's benchmarks.</summary>
internal static class LedgerCommand
{
    /// <summary>Fills a store, unless one of before is named, and asks it what the page asks.</summary>
    private static Command Insight(Option<int> entries)
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 20, Description = "How often each question is asked." };
        var postgres = new Option<bool>("--postgres") { Description = "A PostgreSQL server of the benchmark's own instead of a SQLite file." };
        var of = new Option<string?>("--of") { Description = "A directory that 'ledger store --to' filled." };
        var insight = new Command("insight", "What the page's questions cost.") { entries, rounds, postgres, of };
        insight.SetAction(async (parsed, cancellationToken) =>
        {
            await using var server = parsed.GetValue(postgres) ? await PostgresServer.StartAsync(durable: true) : null;
            var database = server is null ? null : await server.CreateDatabaseAsync();
            var given = parsed.GetValue(of);
            var folder = given is null ? Directory.CreateTempSubdirectory("dispatch-insight-") : new DirectoryInfo(given);
            if (given is null)
            {
                await LedgerBenchmark.FillAsync(database, folder.FullName, parsed.GetValue(entries));
            }

            if (database is not null)
            {
                // A year's entries come in a year, and the server looks after its tables meanwhile; this one was filled a moment ago.
                await using var source = NpgsqlDataSource.Create(database);
                await using var tend = source.CreateCommand("VACUUM ANALYZE");
                await tend.ExecuteNonQueryAsync(cancellationToken);
            }

            await InsightBenchmark.RunAsync(Console.Out, database, folder.FullName, parsed.GetValue(rounds));
            if (given is null)
            {
                folder.Delete(recursive: true);
            }
        });
        return insight;
    }

    public static Command Make()
    {
        var entries = new Option<int>("--entries") { DefaultValueFactory = _ => 1_000_000, Description = "How many entries the store is filled with." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often it is verified." };
        var postgres = new Option<bool>("--postgres") { Description = "A PostgreSQL server of the benchmark's own instead of a SQLite file." };
        var keep = new Option<string?>("--to") { Description = "Keep the store: a directory, or with --postgres a connection string." };
        var store = new Command("store", "Entries appended and verified in a second.") { entries, rounds, postgres, keep };
        store.SetAction(async (parsed, _) =>
        {
            var (to, isPostgres) = (parsed.GetValue(keep), parsed.GetValue(postgres));
            await using var server = isPostgres && to is null ? await PostgresServer.StartAsync(durable: true) : null;
            var database = server is null ? (isPostgres ? to : null) : await server.CreateDatabaseAsync();
            var folder = !isPostgres && to is not null ? Directory.CreateDirectory(to) : Directory.CreateTempSubdirectory("dispatch-ledger-");
            await LedgerBenchmark.RunAsync(Console.Out, database, folder.FullName, parsed.GetValue(entries), parsed.GetValue(rounds));
            if (to is null)
            {
                folder.Delete(recursive: true);
            }
        });

        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 10, Description = "How long each round runs." };
        var inFlight = new Option<int>("--in-flight") { DefaultValueFactory = _ => 400, Description = "Requests under way at a time." };
        var dispatch = new Command("dispatch", "Requests carried through in a second, with the record and with a store that keeps nothing.") { seconds, inFlight, rounds };
        dispatch.SetAction((parsed, _) => DispatchBenchmark.RunAsync(
            Console.Out, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(inFlight), parsed.GetValue(rounds)));
        return new Command("ledger", "The service record.") { store, dispatch, Insight(entries) };
    }
}
