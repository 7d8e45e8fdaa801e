using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain;
using Dispatch.Domain.Requests;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Dispatch.Grains.Requests;

/// <summary>What a request tells after a commit: the outbox to responders, the row to the board, the view to followers, the end to its set.</summary>
internal sealed partial class RequestGrain
{
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(2);

    /// <summary>Followers renew every minute; one that stays away this long is gone.</summary>
    private static readonly TimeSpan FollowersExpire = TimeSpan.FromMinutes(6);

    /// <summary>Should a word to the set be lost together with this process, the request stands still no longer than this.</summary>
    private static readonly TimeSpan LongestSnooze = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, DateTimeOffset> sentAt = [];
    private ObserverManager<IRequestObserver>? followers;
    private IGrainTimer? tell;
    private long shownVersion;
    private long toldVersion;
    private bool leftSet;
    private bool telling;

    /// <summary>The board is full and does not show this request: it is asked again from then on. Null: it shows it.</summary>
    private DateTimeOffset? hiddenUntil;

    public Task FollowAsync(IRequestObserver observer)
    {
        followers ??= new ObserverManager<IRequestObserver>(FollowersExpire, logger);
        followers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task UnfollowAsync(IRequestObserver observer)
    {
        followers?.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task RetellAsync()
    {
        shownVersion = 0;
        Tell(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    private void Tell(TimeSpan after) => tell?.Change(after, Timeout.InfiniteTimeSpan);

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        // Interleaved with commands, so that a slow board never holds an answer; but one telling at a time.
        if (telling || Current is null)
        {
            return;
        }

        telling = true;
        TellCaseSoon();
        try
        {
            TellEmergency();
            TellIncident();
            await SendOutboxAsync();
            TellFollowers();
            await ShowAsync();
            await LeaveSetAsync();
            await TellSupervisorAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogTellFailed(failure, Id);
        }
        finally
        {
            telling = false;
        }

        if (!Current.Outbox.IsEmpty || shownVersion < Current.Version || (Current.Closed && !leftSet) || SealedRules.Untold(Current).Any() || OwesNews || OwesIncident)
        {
            Tell(Current.Outbox.Any(item => !sentAt.ContainsKey(item.Number)) ? TimeSpan.Zero : TellAgain);
        }
        else if (hiddenUntil is { } again)
        {
            Tell(again > Now ? again - Now : TimeSpan.Zero);
        }
    }

    private async Task SendOutboxAsync()
    {
        var now = Now;
        foreach (var item in Current!.Outbox)
        {
            if (sentAt.TryGetValue(item.Number, out var before) && now - before < TellAgain)
            {
                continue;
            }

            sentAt[item.Number] = now;
            await SendAsync(item, now);
        }

        if (Current.Outbox.IsEmpty)
        {
            sentAt.Clear();
        }
        else if (sentAt.Count > Current.Outbox.Length)
        {
            foreach (var over in sentAt.Keys.Except(Current.Outbox.Select(item => item.Number)).ToList())
            {
                sentAt.Remove(over);
            }
        }
    }

    /// <summary>What the answer to this responder says anyhow the outbox tells only if the responder is not heard to keep it.</summary>
    private Decision<Request> AnswerTells(Decision<Request> decision, string responderId)
    {
        foreach (var item in decision.Next?.Outbox.Where(each => each.ResponderId == responderId && each.Number >= Current!.NextItem) ?? [])
        {
            sentAt[item.Number] = Now;
        }

        return decision;
    }

    private async Task SendAsync(OutboxItem item, DateTimeOffset now)
    {
        IResponderGrain responder = item.To == ResponderKind.Counsellor
            ? GrainFactory.GetGrain<ICounsellorGrain>(item.ResponderId)
            : GrainFactory.GetGrain<IVolunteerGrain>(item.ResponderId);
        switch (item.Kind)
        {
            case OutboxKind.Offer when Current!.Offers.FirstOrDefault(o => o.Id == item.OfferId) is { } offer:
                var station = await StationAsync();
                var query = MatchPlan.ForOffer(Current, offer, Service(Current), station!, now);
                await responder.OfferAsync(new SendOffer(RequestViews.Offer(Current, offer), query, offer.ByHand));
                break;
            case OutboxKind.Assigned:
                await responder.AssignedAsync(item.OfferId, Id);
                break;
            default:
                await responder.WithdrawAsync(item.OfferId, Id);
                break;
        }
    }

    private void TellFollowers()
    {
        if (followers is { Count: > 0 } && toldVersion < Current!.Version)
        {
            toldVersion = Current.Version;
            var view = RequestViews.Help(Current);
            followers.Notify(observer => observer.RequestChanged(Id, view));
        }
    }

    private async Task ShowAsync()
    {
        var request = Current!;
        if (shownVersion < request.Version || hiddenUntil <= Now)
        {
            var row = RequestViews.Row(request, await StationAsync());

            // Noted first, so that a board that asks meanwhile to be shown again is not forgotten.
            shownVersion = request.Version;
            try
            {
                var isShown = await GrainFactory.GetGrain<IBoardGrain>(request.Need.StationId).ApplyAsync(row, request.Closed);

                // It is told, so that no look of the open set tells it again.
                hiddenUntil = isShown ? null : Now + LongestSnooze;
            }
            catch
            {
                shownVersion = 0;
                throw;
            }
        }
    }

    private async Task LeaveSetAsync()
    {
        var request = Current!;

        // A board that asked meanwhile to be shown again has not seen the end yet; outside the set nothing would remind this request.
        if (request.Closed && !leftSet && request.Outbox.IsEmpty && request.Care.IsEmpty && !HasUnrecorded && !OwesNews && !OwesIncident && shownVersion == request.Version)
        {
            await GrainFactory.GetGrain<IOpenSetGrain>(OpenSetKey(request)).RemoveAsync(Id);
            leftSet = true;
        }
    }

    /// <summary>The last thing that kept a closed request in its set may be gone.</summary>
    private protected override void AllRecorded()
    {
        if (Current is { Closed: true } && !leftSet)
        {
            Tell(TimeSpan.Zero);
        }
    }

    /// <summary>Until when the set may leave this request alone: its own clock wakes it earlier, unless this activation ends.</summary>
    private DateTimeOffset Snooze()
    {
        var due = (TimeRules.NextWake(Current!) ?? Now + LongestSnooze).AddSeconds(2);
        return Current!.Running && due > Now + LongestSnooze ? Now + LongestSnooze : due;
    }

    /// <summary>
    /// Tells the set, before a change is durable, to come back at its next round: should this activation end between the commit and the telling,
    /// the next one tells. A set leaves a request alone only after everybody has been told.
    /// </summary>
    private void Rouse(Request next)
    {
        if (snoozedUntil > Now)
        {
            snoozedUntil = DateTimeOffset.MinValue;
            _ = GrainFactory.GetGrain<IOpenSetGrain>(OpenSetKey(next)).SnoozeAsync(Id, Now);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId} could not tell everybody and tries again")]
    private partial void LogTellFailed(Exception failure, string requestId);
}
