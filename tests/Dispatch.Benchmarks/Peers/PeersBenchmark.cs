using Dispatch.Benchmarks.Matching;
using Npgsql;

namespace Dispatch.Benchmarks.Peers;

/// <summary>Match only, and the whole durable dispatch, of one city by everybody: in turns, so that whatever slows the machine for a while slows all.</summary>
internal sealed class PeersBenchmark(Rivals rivals, Figures figures, int rounds, int seconds)
{
    private const int Compared = 2_000;
    private const int Callers = 32;

    /// <summary>More than the fastest machine seen uses up in the rounds of one size.</summary>
    private const int PairsPerSecond = 3_000;

    /// <summary>A runtime compiles what it sees to be hot; rivals are compiled already, and their caches are filled as they are loaded.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private static readonly int[] Clients = [1, 8, 32];

    /// <summary>Somebody's answers were not the reference's.</summary>
    public bool IsWrong { get; private set; }

    public async Task RunAsync(int people)
    {
        await rivals.LoadAsync(people);
        await MatchAsync(people, $"match.n{people}");
        await DispatchAsync(people, $"dispatch.n{people}");
    }

    private async Task MatchAsync(int people, string key)
    {
        var own = OwnMatch.Fill(people, new DispatchOne().Requests(200_000));
        var everybody = new List<DispatchOne.Person>();
        new DispatchOne().Available(people, everybody);
        var (same, apart) = own.Compare(await rivals.AnswersAsync(people, Compared), everybody);
        figures.Add($"{key}.same_answers", same);
        figures.Add($"{key}.largest_difference_km", apart);
        IsWrong |= same < Compared;
        var turns = new Turns();
        for (var round = 0; round < rounds; round++)
        {
            turns.Add("ours", own.Run());
            turns.Add("ceiling", await rivals.CeilingMatchAsync(people));
            foreach (var clients in Clients)
            {
                turns.Add($"postgis.c{clients}", await rivals.PostgisAsync("match", people, clients, seconds));
                turns.Add($"redis.c{clients}", await rivals.RedisAsync("match", people, clients, seconds));
            }
        }

        turns.Report(figures, key);
    }

    private async Task DispatchAsync(int people, string key)
    {
        var turns = new Turns();
        var (rows, withRecord) = (new List<double>(), new List<Pace>());
        await using (var own = await OwnAsync(people, withRecord: false))
        {
            await own.RunAsync(Callers, WarmUp);
            for (var round = 0; round < rounds; round++)
            {
                var (pace, each) = await own.RunAsync(Callers, TimeSpan.FromSeconds(seconds));
                turns.Add("ours", pace);
                rows.Add(each);
                turns.Add("ceiling", await rivals.CeilingPairsAsync(people, Callers, seconds));
                foreach (var clients in Clients)
                {
                    turns.Add($"postgis.c{clients}", await rivals.PostgisAsync("assign", people, clients, seconds));
                    turns.Add($"redis.c{clients}", await rivals.RedisAsync("assign", people, clients, seconds));
                }
            }

            turns.Report(figures, key);
            figures.Median($"{key}.rows_written", rows);
            figures.Add($"{key}.unanswered", own.Unanswered);
        }

        await using (var own = await OwnAsync(people, withRecord: true))
        {
            await own.RunAsync(Callers, WarmUp);
            for (var round = 0; round < rounds; round++)
            {
                withRecord.Add((await own.RunAsync(Callers, TimeSpan.FromSeconds(seconds))).Pace);
            }
        }

        figures.Median($"{key}.with_record.per_s", [.. withRecord.Select(pace => pace.PerSecond)]);
        figures.Median($"{key}.with_record.p99_ms", [.. withRecord.Select(pace => pace.P99Ms)]);
    }

    private async Task<OwnDispatch> OwnAsync(int people, bool withRecord)
    {
        var name = $"ours{people}{(withRecord ? "record" : "")}";
        await using var server = NpgsqlDataSource.Create(Rivals.Server + "postgres");
        await using (var drop = server.CreateCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        {
            await drop.ExecuteNonQueryAsync();
        }

        await using (var create = server.CreateCommand($"CREATE DATABASE {name}"))
        {
            await create.ExecuteNonQueryAsync();
        }

        return await OwnDispatch.StartAsync(Rivals.Server + name, people, PairsPerSecond * ((seconds * rounds) + (int)WarmUp.TotalSeconds), withRecord);
    }
}
