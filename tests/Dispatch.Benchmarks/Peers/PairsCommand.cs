using System.CommandLine;
using Dispatch.Runtime.Tests.Storage;

namespace Dispatch.Benchmarks.Peers;

/// <summary>Our whole durable dispatch alone, without the rivals: to see where its time goes.</summary>
internal static class PairsCommand
{
    private const int PairsPerSecond = 5_000;

    public static Command Make()
    {
        var people = new Option<int>("--n") { DefaultValueFactory = _ => 10_000, Description = "How many volunteers." };
        var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 32, Description = "How many pairs are under way at once." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 5, Description = "How long each round runs." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How many rounds; the first ones warm up." };
        var record = new Option<bool>("--record") { Description = "With the service record." };
        var command = new Command("pairs", "The whole durable dispatch of stored requests: reserve, claim, confirm, release.") { people, callers, seconds, rounds, record };
        command.SetAction(async (parsed, _) =>
        {
            await using var server = await PostgresServer.StartAsync(durable: true);
            var requests = PairsPerSecond * parsed.GetValue(seconds) * parsed.GetValue(rounds);
            await using var own = await OwnDispatch.StartAsync(await server.CreateDatabaseAsync(), parsed.GetValue(people), requests, parsed.GetValue(record));
            for (var round = 0; round < parsed.GetValue(rounds); round++)
            {
                var cpu = Environment.CpuUsage.TotalTime;
                var (pace, rows) = await own.RunAsync(parsed.GetValue(callers), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
                var cores = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / parsed.GetValue(seconds);
                Console.WriteLine(FormattableString.Invariant(
                    $"pairs n={parsed.GetValue(people)} per_s={pace.PerSecond:F0} p99_ms={pace.P99Ms:F1} rows_each={rows:F2} cores={cores:F2} unanswered={own.Unanswered}"));
            }
        });
        return command;
    }
}
