using System.Collections.Immutable;
using Dispatch.Contracts.Records;

namespace Dispatch.Benchmarks.Ledger;

/// <summary>A store that says yes and keeps nothing: what dispatch does without one.</summary>
internal sealed class NoRecord : ILedgerStore
{
    public Task<LedgerHead> HeadAsync(string ledger, CancellationToken cancellationToken) => Task.FromResult(LedgerHead.Empty(ledger));

    public Task<LedgerHead> AppendAsync(LedgerHead expected, ImmutableArray<CommittedDraft> drafts, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(expected);

    public Task<ImmutableArray<string>> FindAsync(ImmutableArray<string> commitIds, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<string>.Empty);

    public Task<ImmutableArray<LedgerEntry>> ReadAsync(string ledger, long from, int most, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<LedgerEntry>.Empty);

    public Task ForgetAsync(string subject, CancellationToken cancellationToken) => Task.CompletedTask;
}
