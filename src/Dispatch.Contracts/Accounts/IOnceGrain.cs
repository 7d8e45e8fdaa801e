namespace Dispatch.Contracts.Accounts;

/// <summary>Remembers for 24 h which commands came under which idempotency key, so that a repeated command acts once and gets the same answer.</summary>
/// <remarks>Keyed by the first two hexadecimal digits of the keys it holds: a fixed number of rows, each of a bounded size. It holds nobody's words.</remarks>
[Alias("dispatch.once")]
public interface IOnceGrain : IGrainWithStringKey
{
    /// <summary>Binds a key to a body, unless it is bound. Another body is refused with <see cref="RefusalCode.IdempotencyKeyReused"/>.</summary>
    /// <param name="key">A digest of account, route and key, as lower-case hexadecimal.</param>
    /// <param name="bodyDigest">A digest of what was understood of the body.</param>
    [Alias("begin")]
    Task<Reply<OnceAnswer>> BeginAsync(string key, string bodyDigest);

    /// <summary>Waits for the answer of a command that runs, for at most three seconds.</summary>
    [Alias("await")]
    Task<OnceAnswer> AwaitAsync(string key);

    /// <summary>Records the outcome and tells it to those who wait.</summary>
    [Alias("finish")]
    Task FinishAsync(string key, OnceOutcome outcome);

    /// <summary>The command ended without a final answer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="free">It had no effect for sure, so the key is free again. False: nobody knows.</param>
    [Alias("let-go")]
    Task LetGoAsync(string key, bool free);

    /// <summary>Forgets keys older than 24 h, and clears the row when none is left.</summary>
    [Alias("forget")]
    Task ForgetAsync();
}

/// <summary>Where a command under an idempotency key stands.</summary>
[GenerateSerializer, Alias("dispatch.once-phase")]
public enum OncePhase
{
    /// <summary>Nobody sent it before: run it.</summary>
    New = 1,

    /// <summary>It runs now.</summary>
    Running,

    /// <summary>It was begun and its end is unknown: run it again only where a second run does no harm.</summary>
    Broken,

    /// <summary>It has an answer.</summary>
    Answered,
}

/// <summary>What is known of a command; the outcome only when it was answered.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.once-answer")]
public sealed record OnceAnswer(OncePhase Phase, OnceOutcome? Outcome = null);

/// <summary>A recorded answer: HTTP status, refusal code and ETag, and no body, since bodies may hold what a later reader may not see.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.once-outcome")]
public sealed record OnceOutcome(int Status, RefusalCode? Code = null, string? ETag = null);
