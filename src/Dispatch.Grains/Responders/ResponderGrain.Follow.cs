using Dispatch.Contracts.Requests;
using Dispatch.Domain.Responders;

namespace Dispatch.Grains.Responders;

/// <summary>
/// Acceptances: the request's commit makes them durable, and the person is answered then. The own row follows with the next commit or after a moment. Until it
/// has, the request keeps it in its outbox; an activation that finds the offer held asks the request and comes to the same.
/// </summary>
internal abstract partial class ResponderGrain
{
    /// <summary>Less than the request waits before it tells of the acceptance itself.</summary>
    private static readonly TimeSpan FollowAfter = TimeSpan.FromSeconds(1);

    private readonly List<(string OfferId, string RequestId)> _following = [];
    private Responder? _ahead;
    private IGrainTimer? _follow;

    /// <summary>What is true: the committed state and acceptances since. Each has raised the version, so that a later commit, which holds them, wins.</summary>
    private Responder? Current => _ahead is { } ahead && ahead.Version > State!.Version ? ahead : State;

    /// <summary>Somebody who has accepted goes on seeing the task while the store is away.</summary>
    private protected override bool EndsWhenUnsure => _following.Count == 0;

    private void Follow(Responder next, OfferView accepted)
    {
        _ahead = ResponderInvariants.Assert(next);
        _following.Add((accepted.Id, accepted.RequestId));
        _follow ??= this.RegisterGrainTimer(
            CatchUpAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        _follow.Change(FollowAfter, FollowAfter);
    }

    /// <summary>Makes durable what the row has yet to follow.</summary>
    private async Task CatchUpAsync()
    {
        if (Current is { } known && !ReferenceEquals(known, State))
        {
            await CommitAsync(known, []);
        }

        TellFollowed();
    }

    /// <summary>What the row has followed the request need not tell any more.</summary>
    private void TellFollowed()
    {
        if (_following.Count == 0)
        {
            return;
        }

        foreach (var (offerId, requestId) in _following)
        {
            Kept(offerId, requestId);
        }

        _following.Clear();
        _follow!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lost, the request tells once more and hears it then.</summary>
    private void Kept(string offerId, string requestId) => _ = Request(requestId).SettleAsync(offerId, Id, kept: true);
}
