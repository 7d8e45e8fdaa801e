using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Tests.Storage;

/// <summary>Rows that are written from what has changed.</summary>
public sealed class RowMemoryTests : IDisposable
{
    private readonly Ring ring = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Row_WrittenAfterAnyChange_ReadsAsOneWrittenWhole(bool isSealed)
    {
        var serializer = isSealed ? ring.Serializer() : new JsonStateSerializer();
        for (var seed = 0; seed < 60; seed++)
        {
            var (dice, row) = (new Random(seed), new Stored<Log> { Value = new Log("n", [], [], null, null) });
            for (var step = 0; step < 40; step++)
            {
                row = new Stored<Log> { Value = Change(row.Value!, dice, step), Memory = row.Memory };

                var read = serializer.Deserialize<Stored<Log>>(serializer.Serialize(row))!.Value!;

                Assert.Equal(row.Value with { Lines = read.Lines, Secrets = read.Secrets }, read);
                Assert.Equal(row.Value.Lines.AsEnumerable(), read.Lines);
                Assert.Equal(row.Value.Secrets.AsEnumerable(), read.Secrets);
            }
        }
    }

    [Fact]
    public void Row_OfWhichOnePartChanged_CopiesTheOthers()
    {
        // With a seal; without one a build for tests compares what it copied.
        var serializer = ring.Serializer();
        var first = new Stored<Log> { Value = new Log("n", [new Line(1, "one"), new Line(2, "two")], [], new Line(9, "last"), null) };
        serializer.Serialize(first);
        Assert.True(first.Memory!.TryGetTarget(out var before));

        // Whoever changed the last row behind our back sees what is copied from it.
        before.Row.AsSpan().Replace((byte)'w', (byte)'W');
        var second = new Stored<Log> { Value = first.Value with { Lines = first.Value.Lines.Add(new Line(3, "tow")) }, Memory = first.Memory };
        var row = serializer.Serialize(second).ToString();

        Assert.Contains("tWo", row);
        Assert.Contains("tow", row);
    }

    [Fact]
    public void SealedPart_OfARow_IsSealedAnewEachTime()
    {
        var serializer = ring.Serializer();
        var first = new Stored<Log> { Value = new Log("n", [new Line(1, "open")], [new Secret("hidden")], null, new Secret("deep")) };
        serializer.Serialize(first);

        var second = serializer.Serialize(new Stored<Log> { Value = first.Value with { Name = "m" }, Memory = first.Memory });

        Assert.DoesNotContain("hidden", second.ToString());
        var read = serializer.Deserialize<Stored<Log>>(second)!.Value!;
        Assert.Equal(("m", "hidden", "deep"), (read.Name, read.Secrets[0].Words, read.Kept!.Words));
    }

    public void Dispose() => ring.Dispose();

    private static Log Change(Log log, Random dice, int step) => dice.Next(7) switch
    {
        0 => log with { Lines = log.Lines.Add(new Line(step, "行")) },
        1 when log.Lines.Length > 0 => log with { Lines = log.Lines.RemoveAt(0) },
        2 when log.Lines.Length > 1 => log with { Lines = log.Lines.SetItem(dice.Next(log.Lines.Length), new Line(step, "changed")) },
        3 => log with { Secrets = log.Secrets.Insert(0, new Secret($"s{step}")) },
        4 => log with { Last = dice.Next(3) == 0 ? null : new Line(step, "last") },
        5 => log with { Kept = dice.Next(3) == 0 ? null : new Secret($"k{step}") },
        _ => log with { Name = $"n{step}" },
    };

    private sealed record Line(int Number, string Text);

    private sealed record Secret([property: Sealed] string Words);

    private sealed record Log(string Name, ImmutableArray<Line> Lines, ImmutableArray<Secret> Secrets, Line? Last, Secret? Kept);
}
