using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Cases;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Triage;
using Dispatch.Grains.Storage;
using Dispatch.Runtime.Reminders;
using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Sqlite;
using Dispatch.Sealing.Hosting;

namespace Dispatch.Benchmarks.Care;

/// <summary>Many open cases of High-risk with six follow-up clocks each, as rows and reminders of the product's own store.</summary>
internal sealed class CareTown(string dataDirectory)
{
    private const string Service = "communitycare";
    private const string Station = "fucheng";
    private const int WritersAtOnce = 256;

    /// <summary>The first clock of a High-risk case.</summary>
    private static readonly TimeSpan First = TimeSpan.FromHours(24);
    private static readonly string[] Counsellors = [.. Enumerable.Range(1, 6).Select(number => $"counsellor{number}.{Station}")];

    private readonly FollowUpPlans _plans = FollowUpPlans.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "care", "follow-ups.json")));

    private string Connection => $"Data Source={Path.Combine(dataDirectory, "dispatch.db")}";

    /// <summary>Adds cases whose first clocks come due at the given moments, and answers how many clocks they have.</summary>
    public async Task<int> AddAsync(string name, IReadOnlyList<DateTimeOffset> firstDue)
    {
        await using var database = new SqliteStateDatabase(Connection, Service, new GroupCommitOptions());
        await database.StartAsync(CancellationToken.None);
        var seal = SealingHosting.OpenSeal(new SealingSettings { DataDirectory = dataDirectory });
        var storage = new GrainStorage("Default", database, new JsonStateSerializer(seal), deleteOnClear: false);
        var reminders = new SqlReminderDatabase(new SqliteReminderConnections(Connection), Service);
        await reminders.StartAsync(CancellationToken.None);
        var files = firstDue.Select((due, number) => Open($"{name}-{number.ToString("D6", CultureInfo.InvariantCulture)}", due - First, number)).ToList();
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce };
        await Parallel.ForEachAsync(files, sideBySide, async (file, _) =>
            await storage.WriteStateAsync("case", GrainId.Create("case", file.Id), new GrainState<Stored<CaseFile>>(new() { Value = file })));
        foreach (var shard in files.GroupBy(file => DeskShard.KeyOf(Station, file.Id)))
        {
            await ListAsync(storage, shard);
        }

        foreach (var owned in files.GroupBy(file => file.Case!.Owner))
        {
            await WeighAsync(storage, owned);
        }

        foreach (var file in files)
        {
            var at = CaseReminders.NextAt(file.Case!)!.Value.UtcDateTime;
            await reminders.UpsertAsync(GrainId.Create("case", file.Id), "clocks", at, TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        return files.Sum(file => file.Case!.FollowUps.Clocks.Length);
    }

    /// <summary>For each of those cases, how late its first clock was told; null: not at all.</summary>
    public async Task<List<TimeSpan?>> LatenessAsync(string name, IReadOnlyList<DateTimeOffset> firstDue)
    {
        await using var database = new SqliteStateDatabase(Connection, Service, new GroupCommitOptions());
        await database.StartAsync(CancellationToken.None);
        var storage = new GrainStorage("Default", database, JsonStateSerializer.Blind(), deleteOnClear: false);
        var late = new List<TimeSpan?>();
        for (var number = 0; number < firstDue.Count; number++)
        {
            var row = new GrainState<Stored<CaseFile>>(new());
            await storage.ReadStateAsync("case", GrainId.Create("case", $"{name}-{number.ToString("D6", CultureInfo.InvariantCulture)}"), row);
            late.Add(row.State!.Value!.Case!.History.FirstOrDefault(each => each.Kind == "follow-up-due") is { } told ? told.At - firstDue[number] : null);
        }

        return late;
    }

    private CaseFile Open(string id, DateTimeOffset at, int number)
    {
        var (owner, deputy) = (Worker(Counsellors[number % Counsellors.Length], at), Worker(Counsellors[(number + 1) % Counsellors.Length], at));
        var level = LevelRules.Grade(new TriageOutcome(RiskLevel.HighRisk, true, ["benchmark"]), at);
        var opened = CaseOpening.Open(new OpenCase(owner, deputy, id, id, Station, null, $"head.{Station}"), level, _plans, at);
        return new CaseFile(id, Station, null, "psychological-support", level, $"head.{Station}", at, 1)
        {
            Case = opened.Next ?? throw new InvalidOperationException($"{opened.Refused!.Code}: {opened.Refused.Detail}"),
            LevelTold = level.Version,
            Heard = 1,
        };
    }

    private static async Task ListAsync(GrainStorage storage, IGrouping<string, CaseFile> shard)
    {
        var row = new GrainState<Stored<DeskShard>>(new());
        await storage.ReadStateAsync("care-desk", GrainId.Create("care-desk", shard.Key), row);
        var rows = (row.State?.Value ?? DeskShard.Empty).Rows.AddRange(shard.Select(file => KeyValuePair.Create(file.Id, (CareRow?)FileViews.Row(file, file.AskedAt))));
        row.State = new Stored<DeskShard> { Value = new DeskShard(rows) };
        await storage.WriteStateAsync("care-desk", GrainId.Create("care-desk", shard.Key), row);
    }

    /// <summary>What the cases told their owner when they were opened.</summary>
    private static async Task WeighAsync(GrainStorage storage, IGrouping<string, CaseFile> owned)
    {
        var counsellor = GrainId.Create("counsellor", owned.Key);
        var row = new GrainState<Stored<Responder>>(new());
        await storage.ReadStateAsync("counsellor", counsellor, row);
        var held = row.State?.Value ?? throw new InvalidOperationException($"The demonstration has no counsellor '{owned.Key}'.");
        foreach (var file in owned)
        {
            held = CaseWeights.Take(held, new CaseWeight(file.Id, Caseload.Points(FileViews.Row(file, file.AskedAt), DateTimeOffset.UtcNow), file.Version));
        }

        row.State = new Stored<Responder> { Value = held, Unrecorded = row.State.Unrecorded };
        await storage.WriteStateAsync("counsellor", counsellor, row);
    }

    private static CareWorker Worker(string account, DateTimeOffset now) => new(new Actor(account, Role.Counsellor, Station), new ResponderProfile(
        account, ResponderKind.Counsellor, Station, account, [], ["zh"], Gender.Any, true, now.AddYears(3), true, new GeoPoint(22.73, 114.02), TravelMode.Walk, true, 20, null,
        new Availability([], [], []), null, 0, "Asia/Shanghai", []));
}
