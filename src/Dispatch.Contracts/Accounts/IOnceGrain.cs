namespace Dispatch.Contracts.Accounts;

/// <summary>Remembers one idempotency key of one actor and route for 24 h, so that a repeated command gets the same answer.</summary>
[Alias("dispatch.once")]
public interface IOnceGrain : IGrainWithStringKey
{
    /// <summary>Binds the key to a body. Answers the recorded outcome, nothing when it is new or unfinished, or <see cref="RefusalCode.IdempotencyKeyReused"/>.</summary>
    [Alias("begin")]
    Task<Reply<OnceOutcome>> BeginAsync(string bodyDigest);

    /// <summary>Records the outcome.</summary>
    [Alias("finish")]
    Task FinishAsync(OnceOutcome outcome);
}

/// <summary>A recorded answer: HTTP status and JSON body. Status 0: not finished.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.once-outcome")]
public sealed record OnceOutcome(int Status, string? Body);
