using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Grains.Storage;
using Dispatch.Sealing.Hosting;

namespace Dispatch.Benchmarks.Sealing;

/// <summary>What sealing adds to one write and one read of a row with seven sealed members. Budget: under 10 microseconds a write.</summary>
internal static class SealCommand
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    /// <summary>A task in hand as a responder keeps it, with notes of eight entries.</summary>
    private static readonly Row Sample = new(
        new TaskView(
            "r", "o", AssignmentState.Accepted, true, "escort", RiskLevel.General, Noon, 60, false, "HI-SY-JY-ZD-DZ", new GeoPoint(18.2701, 109.5221),
            "丹州小区 7 栋 1203", "荔枝奶奶", "13976001234", "陪同奶奶去三亚中心医院复诊，电梯坏了，请走楼梯", Noon, null),
        [.. Enumerable.Range(0, 8).Select(n => new TimelineEntry(Noon.AddMinutes(n), "offer-sent", "system", n % 4 == 0 ? "电梯坏了走楼梯" : null, n))]);

    public static Command Make()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How often it is measured." };
        var command = new Command("seal", "What sealing the words of persons costs a write and a read.") { rounds };
        command.SetAction(parsed => Run(Console.Out, parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(TextWriter output, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-seal-");
        try
        {
            var plain = new JsonStateSerializer();
            var guarded = new JsonStateSerializer(SealingHosting.OpenSeal(new SealingSettings { DataDirectory = folder.FullName }));
            output.WriteLine("write plain  sealed   read plain  sealed   (microseconds; bytes of the row plain, sealed)");
            for (var round = 0; round <= rounds; round++)
            {
                var (writePlain, writeSealed) = (Write(plain), Write(guarded));
                var (readPlain, readSealed) = (Read(plain), Read(guarded));
                if (round > 0)
                {
                    output.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{writePlain,11:0.00} {writeSealed,7:0.00} {readPlain,12:0.00} {readSealed,7:0.00}   {Length(plain)} {Length(guarded)}"));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Length(JsonStateSerializer serializer) => serializer.Serialize(Sample).ToMemory().Length;

    private static double Write(JsonStateSerializer serializer) => Each(() => serializer.Serialize(Sample));

    private static double Read(JsonStateSerializer serializer)
    {
        var row = serializer.Serialize(Sample);
        return Each(() => serializer.Deserialize<Row>(row));
    }

    private static double Each(Action action)
    {
        const int Times = 50_000;
        var started = Stopwatch.GetTimestamp();
        for (var time = 0; time < Times; time++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / Times;
    }

    private sealed record Row(TaskView Task, System.Collections.Immutable.ImmutableArray<TimelineEntry> Timeline);
}
