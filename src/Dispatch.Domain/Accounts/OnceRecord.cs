using System.Collections.Immutable;
using Dispatch.Contracts.Accounts;

namespace Dispatch.Domain.Accounts;

/// <summary>One idempotency key: which body it was bound to, when, and what came of it; null: it runs, or nobody knows.</summary>
public sealed record OnceRecord(string Key, string BodyDigest, DateTimeOffset BoundAt, OnceOutcome? Outcome);

/// <summary>The keys of one row, oldest first.</summary>
public sealed record OnceRecords(ImmutableArray<OnceRecord> Kept)
{
    /// <summary>How long a key is remembered: a desk that was offline overnight still repeats safely.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>Most keys of one row. With 256 rows that is 25,600 commands of staff a day; beyond, the oldest is forgotten early.</summary>
    public const int Most = 100;

    public static readonly OnceRecords None = new([]);

    /// <summary>The record of a key while it is remembered.</summary>
    public OnceRecord? Find(string key, DateTimeOffset now) => Kept.FirstOrDefault(each => each.Key == key && Remembered(each, now));

    /// <summary>Remembers a new key and forgets what is too old or too much.</summary>
    public OnceRecords Bind(string key, string bodyDigest, DateTimeOffset now)
    {
        var kept = Kept.Where(each => each.Key != key && Remembered(each, now)).ToList();
        return new([.. kept.Skip(Math.Max(0, kept.Count - Most + 1)), new OnceRecord(key, bodyDigest, now, null)]);
    }

    /// <summary>Records what came of a key; the first outcome stays.</summary>
    public OnceRecords Finish(string key, OnceOutcome outcome) =>
        Kept.FirstOrDefault(each => each.Key == key) is { Outcome: null } running ? new(Kept.Replace(running, running with { Outcome = outcome })) : this;

    /// <summary>Forgets a key that came to nothing.</summary>
    public OnceRecords Release(string key) =>
        Kept.FirstOrDefault(each => each.Key == key) is { Outcome: null } running ? new(Kept.Remove(running)) : this;

    /// <summary>Forgets what is too old.</summary>
    public OnceRecords Forget(DateTimeOffset now) => Kept.All(each => Remembered(each, now)) ? this : new([.. Kept.Where(each => Remembered(each, now))]);

    private static bool Remembered(OnceRecord record, DateTimeOffset now) => now - record.BoundAt < Memory;
}
