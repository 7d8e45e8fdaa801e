using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;

namespace Dispatch.Domain.Accounts;

/// <summary>One idempotency key: which body it was bound to, when, and what came of it.</summary>
public sealed record OnceRecord(string BodyDigest, DateTimeOffset BoundAt, OnceOutcome? Outcome)
{
    /// <summary>How long a key is remembered: a phone that was offline overnight still repeats safely.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>The largest body kept, in UTF-16 characters. A larger answer is not kept, and its repetition runs again.</summary>
    public const int MaxBody = 64 * 1024;

    /// <summary>The record after a command with this body came: the one held while it is remembered, else a new one.</summary>
    public static OnceRecord Bind(OnceRecord? held, string bodyDigest, DateTimeOffset now) =>
        held is not null && now - held.BoundAt < Memory ? held : new(bodyDigest, now, null);

    /// <summary>The answer to a command with this body: the recorded outcome, nothing yet, or that the key was used for another body.</summary>
    public Reply<OnceOutcome> AnswerTo(string bodyDigest) =>
        bodyDigest == BodyDigest
            ? new Reply<OnceOutcome>(Outcome, null)
            : new Refusal(RefusalCode.IdempotencyKeyReused, "The idempotency key was used with another body.");

    /// <summary>The record with its outcome; the first one stays.</summary>
    public OnceRecord Finish(OnceOutcome outcome) =>
        Outcome is not null || outcome.Body?.Length > MaxBody ? this : this with { Outcome = outcome };
}
